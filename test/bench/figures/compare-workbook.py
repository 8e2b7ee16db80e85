"""Counts the cells of an exported workbook that are not what the database says: workbook, database, words as JSON."""

import datetime
import json
import sqlite3
import sys
from zoneinfo import ZoneInfo

import openpyxl

path, database, words = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
site = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
zone = ZoneInfo(site.execute("SELECT value FROM setting WHERE key = 'timeZone'").fetchone()[0])
today = datetime.datetime.now(zone).date().isoformat()
days = {}


def day_of(milliseconds):
    if milliseconds not in days:
        days[milliseconds] = datetime.datetime.fromtimestamp(milliseconds / 1000, zone).date()
    return days[milliseconds]


def status_of(deleted, used, limit, expires):
    if deleted is not None:
        return "deleted"
    if limit is not None and used >= limit:
        return "used-up"
    return "expired" if expires < today else "active"


def expected():
    rows = site.execute(
        """SELECT code, promo_code.service, recipient_name, recipient_email, discount_kind, discount_value, used,
             usage_limit, applies_to, batch.name, batch_id, promo_code.created_at, expires, deleted_at
           FROM promo_code JOIN batch ON batch.id = batch_id ORDER BY recipient_key, promo_code.id"""
    )
    for code, service, name, email, kind, value, used, limit, applies, batch, number, created, expires, deleted in rows:
        yield (
            code,
            words["services"][service],
            name,
            email,
            value / (10000 if kind == "percent" else 100),
            used,
            words["unlimited"] if limit is None else limit,
            words["appliesTo"][applies],
            batch or f"{words['batch']} {number}",
            day_of(created),
            datetime.date.fromisoformat(expires),
            words["statuses"][status_of(deleted, used, limit, expires)],
        )


def plain(value):
    return value.date() if isinstance(value, datetime.datetime) else value


sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
cells = sheet.iter_rows(min_row=2, values_only=True)
wrong = 0
count = 0
for wanted in expected():
    count += 1
    found = next(cells, ())
    if len(found) != len(wanted):
        wrong += len(wanted)
        continue
    wrong += sum(plain(one) != other for one, other in zip(found, wanted))
wrong += sum(len(row) for row in cells)
if count == 0:
    sys.exit("the database has no codes")
print(wrong)
