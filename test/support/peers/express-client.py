# Debian's python3-paypal, driven by lines of JSON. Its hosts are fixed; its own configuration takes another address.
import json
import sys

from paypal.exceptions import PayPalAPIResponseError
from paypal.interface import PayPalInterface

client = PayPalInterface(
    API_USERNAME='caller', API_PASSWORD='secret', API_SIGNATURE='signature')
client.config.API_ENDPOINT = sys.argv[1]

for line in sys.stdin:
    call = json.loads(line)
    client.config.API_PASSWORD = call.get('password', 'secret')
    try:
        response = getattr(client, call['method'])(**call.get('fields', {}))
        said = dict(refused=None)
    except PayPalAPIResponseError as error:
        response = error.response
        said = dict(refused=error.error_code)
    said['fields'] = {name: values[0] for name, values in response.raw.items()}
    print(json.dumps(said), flush=True)
