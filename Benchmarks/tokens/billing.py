"""Payments for production lines: a row for each line of any list, or the sample of a month with everything in it."""

from __future__ import annotations

import csv
import json
import mmap
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from .alphabets import BUILT_IN
from .lines import IDENT_CHARS, LineMaker

Record = dict[str, Any]

# Columns of a Dashboard export with all columns (2024-06); those of buyers are left empty.
DASHBOARD = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,"
    "Converted Currency,Description,Fee,Is Link,Mode,PaymentIntent ID,Payment Source Type,Refunded date (UTC),"
    "Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Card Name,Card Address Line1,Card Address Line2,"
    "Card Address City,Card Address State,Card Address Country,Card Address Zip,Card AVS Line1 Status,"
    "Card AVS Zip Status,Card Brand,Card CVC Status,Card Exp Month,Card Exp Year,Card Fingerprint,Card Funding,"
    "Card Issue Country,Card Last4,Card Tokenization Method,Customer ID,Customer Description,Customer Email,"
    "Customer Phone,Shipping Name,Shipping Address Line1,Shipping Address Line2,Shipping Address City,"
    "Shipping Address State,Shipping Address Country,Shipping Address Postal Code,Disputed Amount,Dispute Date (UTC),"
    "Dispute Evidence Due (UTC),Dispute Reason,Dispute Status,Invoice ID,Invoice Number,Checkout Session ID,"
    "Checkout Custom Field 1 Key,Checkout Custom Field 1 Value,Checkout Custom Field 2 Key,"
    "Checkout Custom Field 2 Value,Checkout Custom Field 3 Key,Checkout Custom Field 3 Value,"
    "Checkout Line Item Summary,Checkout Promotional Consent,Checkout Terms of Service Consent,Client Reference ID,"
    "Payment Link ID,UTM Campaign,UTM Content,UTM Medium,UTM Source,UTM Term,Application Fee,Application ID,"
    "Destination,Transfer,Transfer Group"
).split(",")
ITEMISED = (
    "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,"
    "description,customer_facing_amount,customer_facing_currency,payment_intent_id,charge_id"
).split(",")
LEDGER = "payment_id,amount,currency,paid_at,invoice,cost_centre,status".split(",")
REFUNDS = (
    "id,_fivetran_synced,amount,balance_transaction_id,charge_id,created,currency,description,"
    "failure_balance_transaction_id,failure_reason,metadata,reason,receipt_number,status"
).split(",")
DISPUTES = "id,_fivetran_synced,amount,balance_transaction,charge_id,created,currency,livemode,reason,status".split(",")
AMOUNTS = "payment_intent,line_id,amount,currency".split(",")

MONTH = datetime(2024, 3, 1, tzinfo=UTC)


def text_of(columns: list[str], rows: list[Record]) -> str:
    """A table as CSV; a key that is no column is an error."""
    output = StringIO()
    writer = csv.DictWriter(output, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return output.getvalue()


def ledger_of(source: Path, output: Path) -> None:
    """A ledger with a payment for each production line of a clean list, in another order than theirs."""
    with open(source, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        idents = [match[1].decode() for match in re.finditer(rb'"ident": ?"([^"]+)"', text)]
        times = [match[1][:19].decode() for match in re.finditer(rb'"requested": ?"([^"]+)"', text)]
    if len(idents) != len(times):
        raise ValueError(f"{len(idents)} payments, but {len(times)} requests")
    rows = [f"{ident},39.99,EUR,{time}Z\r\n" for ident, time in zip(idents, times)]
    Random(1).shuffle(rows)
    output.write_text(",".join(LEDGER[:4]) + "\r\n" + "".join(rows), encoding="utf-8", newline="")


def ident_of(record: Record) -> str:
    return record["relationships"]["payment"]["data"]["ident"]


class Truth(NamedTuple):
    """What the reconciliation must say of a payment, or of a production line without one."""

    codes: str  # the category and its flags
    ident: str
    line_id: str


class Month:
    """Jobs of March 2024 and their payments, in every format; each oddity is planted once or twice."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.maker = LineMaker(BUILT_IN, self.random)
        self.records: list[Record] = []
        self.dashboard: list[Record] = []
        self.itemised: list[Record] = []
        self.charges: list[Record] = []
        self.ledger: list[Record] = []
        self.refunds: list[Record] = []
        self.disputes: list[Record] = []
        self.amounts: list[Record] = []
        self.truth: list[Truth] = []
        self.tell()

    # Ids and jobs

    def object_id(self, prefix: str) -> str:
        return prefix + "_" + "".join(self.random.choice(IDENT_CHARS) for _ in range(24))

    def job(self, day: float) -> Record:
        """A finished job that was requested so many days after the beginning of the month."""
        record = json.loads(self.maker.make(status="finished", fill="first").text())
        stamps = record["attributes"]["timestamps"]
        first = moment(stamps["requested"])
        start = MONTH + timedelta(days=day, minutes=self.random.randrange(200))
        for name, stamp in stamps.items():
            stamps[name] = written(start + (moment(stamp) - first))
        self.records.append(record)
        return record

    def note(self, codes: str, record: Record | None = None, ident: str = "") -> None:
        line = record["id"] if record else ""
        self.truth.append(Truth(codes, ident if ident or not record else ident_of(record), line))

    def price(self) -> int:
        return 500 + self.random.randrange(9000)

    def expect(self, record: Record, minor: int, currency: str = "EUR") -> None:
        self.amounts.append({"payment_intent": ident_of(record), "amount": major(minor), "currency": currency})

    # Rows of the formats

    def paid_at(self, record: Record, seconds: int = 40) -> datetime:
        """Some seconds before the request, as paying comes first."""
        return moment(record["attributes"]["timestamps"]["requested"]) - timedelta(seconds=seconds)

    def dashboard_row(self, ident: str, minor: int, at: datetime, **changes: Any) -> Record:
        row = {
            "id": self.object_id("ch"), "Created date (UTC)": f"{at:%Y-%m-%d %H:%M:%S}", "Amount": major(minor),
            "Amount Refunded": "0.00", "Currency": "eur", "Captured": "true", "Converted Amount": major(minor),
            "Converted Amount Refunded": "0.00", "Converted Currency": "eur", "Description": 'Tokens, "random"',
            "Fee": major(25 + minor * 15 // 1000), "Is Link": "false", "Mode": "Live", "PaymentIntent ID": ident,
            "Payment Source Type": "card", "Status": "Paid", "Seller Message": "Payment complete.",
            "Taxes On Fee": "0.00",
        }  # fmt: skip
        row.update(changes)
        self.dashboard.append(row)
        return row

    def itemised_row(self, ident: str, charge: str, minor: int, at: datetime, category: str = "charge") -> None:
        fee = 25 + minor * 15 // 1000 if category == "charge" else 0
        self.itemised.append({
            "balance_transaction_id": self.object_id("txn"), "created_utc": f"{at:%Y-%m-%d %H:%M:%S}",
            "available_on_utc": f"{at + timedelta(days=5):%Y-%m-%d 00:00:00}", "currency": "eur",
            "gross": major(minor), "fee": major(fee), "net": major(minor - fee), "reporting_category": category,
            "source_id": charge if category == "charge" else self.object_id("re"), "description": "Tokens",
            "customer_facing_amount": major(minor), "customer_facing_currency": "eur", "payment_intent_id": ident,
            "charge_id": charge,
        })  # fmt: skip

    def charge(self, ident: str, minor: int, at: datetime, charge: str = "", **changes: Any) -> Record:
        row: Record = {
            "id": charge or self.object_id("ch"), "object": "charge", "amount": minor, "amount_captured": minor,
            "amount_refunded": 0, "captured": True, "created": int(at.timestamp()), "currency": "eur",
            "disputed": False, "livemode": True, "paid": True, "payment_intent": ident, "refunded": False,
            "status": "succeeded",
        }  # fmt: skip
        row.update(changes)
        self.charges.append(row)
        return row

    def ledger_row(self, ident: str, minor: int, at: datetime, currency: str = "EUR", status: str = "paid") -> None:
        number = len(self.ledger) + 1
        self.ledger.append({
            "payment_id": ident, "amount": major(minor), "currency": currency, "paid_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
            "invoice": f"R-2024-{number:03}", "cost_centre": ["marketing", "packaging"][number % 2], "status": status,
        })  # fmt: skip

    def refund(self, charge: str, minor: int) -> None:
        self.refunds.append({
            "id": self.object_id("re"), "amount": minor, "charge_id": charge, "created": "2024-03-20 08:00:00",
            "currency": "eur", "reason": "requested_by_customer", "status": "succeeded",
        })  # fmt: skip

    # The story

    def tell(self) -> None:
        self.plain()
        self.jobs_without()
        self.payments_without()
        self.flagged()
        self.edges()
        self.disagreements()

    def plain(self) -> None:
        """Jobs with their payments, in each format; attempts that failed before; copies in two files."""
        ways: list[Callable[[str, int, datetime], Any]] = [
            self.dashboard_row, lambda ident, minor, at: self.itemised_row(ident, self.object_id("ch"), minor, at),
            self.charge, self.ledger_row,
        ]  # fmt: skip
        for number in range(16):
            record, minor = self.job(1 + number * 1.7), self.price()
            ways[number % 4](ident_of(record), minor, self.paid_at(record))
            self.expect(record, minor)
        retried, minor = self.job(5.2), self.price()
        for seconds in (300, 200):
            self.dashboard_row(
                ident_of(retried), minor, self.paid_at(retried, seconds), Status="Failed", Captured="false", Fee="0.00")
        self.dashboard_row(ident_of(retried), minor, self.paid_at(retried))
        twice, minor = self.job(6.4), self.price()
        row = self.dashboard_row(ident_of(twice), minor, self.paid_at(twice))
        self.charge(ident_of(twice), minor, self.paid_at(twice), row["id"])

    def jobs_without(self) -> None:
        nameless = self.job(7.1)
        nameless["relationships"]["payment"]["data"]["ident"] = ""
        self.note("bad-ident", nameless)
        self.note("no-payment", self.job(7.6))
        for record in (first := self.job(8.2)), (second := self.job(8.7)):
            record["relationships"]["payment"] = first["relationships"]["payment"]
        self.dashboard_row(ident_of(first), self.price(), self.paid_at(first))
        self.note("shared-payment", first)
        self.note("shared-payment", second)
        failed = self.job(9.3)
        self.dashboard_row(
            ident_of(failed), self.price(), self.paid_at(failed), Status="Failed", Captured="false", Fee="0.00")
        self.note("payment-unpaid", failed)
        pending = self.job(9.9)
        self.charge(ident_of(pending), self.price(), self.paid_at(pending), status="pending", paid=False, captured=False)
        self.note("payment-pending", pending)
        doubled = self.job(10.4)
        other = json.loads(json.dumps(doubled))
        other["attributes"]["size"] = str(int(other["attributes"]["size"]) + 1)
        self.records.append(other)
        self.ledger_row(ident_of(doubled), self.price(), self.paid_at(doubled))
        self.note("conflict", doubled)

    def payments_without(self) -> None:
        def at(day: float) -> datetime:
            return MONTH + timedelta(days=day)

        ident = self.object_id("pi")
        self.dashboard_row(ident, 1999, at(10.1))
        self.note("paid-no-production", ident=ident)
        ident, minor = self.object_id("pi"), self.price()
        self.dashboard_row(ident, minor, at(10.6), Status="Refunded", **{"Amount Refunded": major(minor)})
        self.note("paid-no-production refunded-full", ident=ident)
        self.dashboard_row("", 2500, at(11.2))
        self.note("no-payment-id")
        disputed, minor = self.job(11.8), 3999
        row = self.dashboard_row(ident_of(disputed), minor, self.paid_at(disputed))
        self.charge(ident_of(disputed), 4999, self.paid_at(disputed), row["id"])
        self.note("conflict", ident=ident_of(disputed))
        self.dashboard_row(self.object_id("pi"), 1500, at(12.3), Mode="Test")
        self.dashboard_row(self.object_id("pi"), 1500, at(12.9), Status="requires_payment_method", id="", Captured="")
        self.dashboard_row(self.object_id("pi"), 1500, at(-3.5))
        ident = self.object_id("pi")
        self.dashboard_row(ident, 2999, at(30.2))
        self.note("timing", ident=ident)
        self.itemised.append({
            "balance_transaction_id": self.object_id("txn"), "created_utc": "2024-03-31 00:00:00", "currency": "eur",
            "gross": "-500.00", "fee": "0.00", "net": "-500.00", "reporting_category": "payout",
        })  # fmt: skip

    def flagged(self) -> None:
        full, minor = self.job(13.4), self.price()
        self.dashboard_row(
            ident_of(full), minor, self.paid_at(full), Status="Refunded", **{"Amount Refunded": major(minor)})
        self.note("matched refunded-full", full)
        part, minor, charge = self.job(14.0), 4200, self.object_id("ch")
        self.itemised_row(ident_of(part), charge, minor, self.paid_at(part))
        self.itemised_row(ident_of(part), charge, -1200, self.paid_at(part) + timedelta(days=2), "refund")
        self.note("matched refunded-part", part)
        taken = self.job(14.6)
        charge = self.charge(ident_of(taken), 3300, self.paid_at(taken), disputed=True)["id"]
        self.disputes.append({
            "id": self.object_id("dp"), "amount": 3300, "charge_id": charge, "created": "2024-03-25 08:00:00",
            "currency": "eur", "livemode": "true", "reason": "fraudulent", "status": "needs_response",
        })  # fmt: skip
        self.note("matched disputed", taken)
        back = self.job(15.1)
        charge = self.charge(ident_of(back), 2700, self.paid_at(back), amount_refunded=700)["id"]
        for charge_id, minor in (charge, 700), (self.object_id("ch"), 900):
            self.refund(charge_id, minor)
        self.note("matched refunded-part", back)
        self.note("refund-unlinked")
        less = self.job(15.8)
        self.dashboard_row(ident_of(less), 3900, self.paid_at(less))
        self.expect(less, 4000)
        self.note("matched amount-mismatch", less)
        dollars = self.job(16.3)
        self.ledger_row(ident_of(dollars), 4000, self.paid_at(dollars), currency="USD")
        self.expect(dollars, 4000)
        self.note("matched currency-mismatch", dollars)
        linked = [self.job(17.0), self.job(17.5)]
        for record in linked:
            record["relationships"]["payment"]["data"]["id"] = linked[0]["relationships"]["payment"]["data"]["id"]
            self.dashboard_row(ident_of(record), self.price(), self.paid_at(record))
            self.note("matched id-link", record)

    def edges(self) -> None:
        early = self.job(18.2)
        self.dashboard_row(ident_of(early), self.price(), self.paid_at(early, -3600))
        self.note("matched timing", early)
        late = self.job(19.7)
        self.dashboard_row(ident_of(late), self.price(), self.paid_at(late, 5 * 86400))
        self.note("matched timing", late)
        next_month = self.job(32.5)
        self.dashboard_row(ident_of(next_month), self.price(), self.paid_at(next_month))

    def disagreements(self) -> None:
        """What the files say of refunds and bookings, after the refunds of the Dashboard have their rows."""
        for row in self.dashboard:
            if row["Amount Refunded"] != "0.00":
                self.refund(row["id"], int(row["Amount Refunded"].replace(".", "")))
        differs = self.job(20.3)
        row = self.dashboard_row(
            ident_of(differs), 4100, self.paid_at(differs), **{"Amount Refunded": "3.00"})
        self.refund(row["id"], 500)
        self.note("matched refunded-part refunds-differ", differs)
        over = self.job(20.9)
        charge = self.object_id("ch")
        self.itemised_row(ident_of(over), charge, 2600, self.paid_at(over))
        for _ in range(2):
            self.refund(charge, 2600)
        self.note("matched refunded-over", over)
        booked = self.job(21.4)
        for seconds in (40, -400000):
            self.ledger_row(ident_of(booked), 5200, self.paid_at(booked, seconds))
        self.note("matched booked-twice", booked)
        charged = self.job(21.9)
        for minor in 3000, 1500:
            self.charge(ident_of(charged), minor, self.paid_at(charged))
        self.note("matched charged-twice", charged)

    # The files

    def files(self) -> Iterator[tuple[str, str]]:
        records = sorted(self.records, key=lambda record: record["attributes"]["timestamps"]["requested"])
        yield "list.json", pretty({"links": {"self": "/api/tokens"}, "data": records})
        yield "unified_payments.csv", text_of(DASHBOARD, self.dashboard)
        yield "itemised.csv", text_of(ITEMISED, self.itemised)
        yield "charges.json", pretty({"object": "list", "url": "/v1/charges", "has_more": False, "data": self.charges})
        yield "ledger.csv", text_of(LEDGER, self.ledger)
        yield "refunds.csv", text_of(REFUNDS, self.refunds)
        yield "disputes.csv", text_of(DISPUTES, self.disputes)
        yield "amounts.csv", text_of(AMOUNTS, self.amounts)

    def truth_text(self) -> str:
        rows = [row._asdict() for row in sorted(self.truth)]
        return text_of(list(Truth._fields), rows).replace("\r\n", "\n")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def written(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def major(minor: int) -> str:
    sign, minor = ("-", -minor) if minor < 0 else ("", minor)
    return f"{sign}{minor // 100}.{minor % 100:02}"


def pretty(document: Record) -> str:
    return json.dumps(document, indent=4, ensure_ascii=False) + "\n"
