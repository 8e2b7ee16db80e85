"""Parses messages with Python's own library, which has nothing in common with what made them.

Reads the names of .eml files on standard input, one a line, and writes one JSON object a line.
"""

import base64
import json
import sys
from email import message_from_string, policy

for name in sys.stdin.read().splitlines():
    # Headers are UTF-8 (RFC 6532), and nothing else in a message is beyond ASCII.
    with open(name, encoding="utf-8", newline="") as file:
        message = message_from_string(file.read(), policy=policy.SMTPUTF8)
    parts = list(message.walk())
    text = message.get_body(preferencelist=("plain",))
    html = message.get_body(preferencelist=("html",))
    to = message["to"].addresses[0]
    sender = message["from"].addresses[0] if message["from"] else None
    print(
        json.dumps(
            {
                "headers": [key for key, _ in message.items()],
                "subject": message["subject"] or "",
                "to": {"name": to.display_name, "address": to.addr_spec},
                "from": sender and {"name": sender.display_name, "address": sender.addr_spec},
                "messageId": message["message-id"],
                "date": message["date"].datetime.isoformat(),
                "text": text.get_content(),
                "html": html.get_content(),
                "attachments": [
                    {
                        "name": part.get_filename(),
                        "type": part.get_content_type(),
                        "text": part.get_payload(decode=True).decode("utf-8"),
                    }
                    for part in message.iter_attachments()
                ],
                "pictures": [
                    {
                        "id": part["content-id"],
                        "name": part.get_filename(),
                        "type": part.get_content_type(),
                        "disposition": part.get_content_disposition(),
                        "bytes": base64.b64encode(part.get_payload(decode=True)).decode("ascii"),
                    }
                    for part in parts
                    if part.get_content_maintype() == "image"
                ],
                "defects": [str(defect) for part in parts for defect in part.defects],
                "headerDefects": [
                    f"{key}: {defect}" for part in parts for key, value in part.items() for defect in getattr(value, "defects", ())
                ],
            }
        )
    )
