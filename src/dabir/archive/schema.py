"""The tables of the archive, the same on SQLite and PostgreSQL.

A **report** is what an outlet published under one address; each of its texts is a **version**, the newest the current
one, with the record that was read out of it, whole and compressed. The other tables repeat what is searched: who
appears (`actors`), what was said, done, promised, where. `entities` are the people and institutions behind the actors
of many reports; `decisions` is what an editor has ruled about them. Days are ISO 8601 (`2018-04-16`), moments ISO
8601 in UTC, places in a text code points.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy import ForeignKey as Key

METADATA = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    """A primary key that the writer gives out: only one writes at a time."""
    return Column("id", _NUMBER, primary_key=True, autoincrement=False)


def _of(table: str, name: str, *, nullable: bool = False) -> Column[int]:
    """A reference to another table; what belongs to a row goes with it."""
    column = f"{table}.id"
    return Column(name, _NUMBER, Key(column, ondelete="CASCADE"), nullable=nullable)


meta = Table("meta", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

# `identity`: by what a later text of the same report is known (its address, or its agency and code, or its id).
# `copy_of`: the report of which this one is a copy, exact or near.
reports = Table(
    "reports",
    METADATA,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("identity", Text, nullable=False),
    Column("current", _NUMBER, nullable=False),
    Column("copy_of", _NUMBER, nullable=True),
    Column("story_id", _NUMBER, nullable=True),
    Index("reports_identity", "identity"),
    Index("reports_story", "story_id"),
    Index("reports_copy", "copy_of"),
    Index("reports_current", "current"),
)

# `record`: the record's JSON, compressed with zlib. `signature`: see `minhash`.
versions = Table(
    "versions",
    METADATA,
    _id(),
    _of("reports", "report_id"),
    Column("number", Integer, nullable=False),
    Column("text_hash", LargeBinary, nullable=False),
    Column("added", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("headline", Text),
    Column("agency", Text),
    Column("desk", Text),
    Column("published", Text),
    Column("day", Text),
    Column("url", Text),
    Column("record", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    UniqueConstraint("report_id", "number"),
    Index("versions_hash", "text_hash"),
    Index("versions_day", "day"),
    Index("versions_reader", "reader"),
    Index("versions_agency", "agency"),
)

bands = Table(
    "bands",
    METADATA,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("version_id", _NUMBER, Key("versions.id", ondelete="CASCADE"), primary_key=True),
    Index("bands_version", "version_id"),
    sqlite_with_rowid=False,
)

entities = Table(
    "entities",
    METADATA,
    _id(),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("merged_into", _NUMBER, nullable=True),
    Index("entities_merged", "merged_into"),
)

# The names under which an entity appears, with the keys by which it is found: of the whole name and of its last word.
names = Table(
    "names",
    METADATA,
    Column("entity_id", _NUMBER, Key("entities.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("last", Text, nullable=False),
    Index("names_key", "key"),
    Index("names_last", "last"),
)

# The keys of their names in Latin letters, whole and shortened (`latin.latin_keys`).
spellings = Table(
    "spellings",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("entity_id", _NUMBER, Key("entities.id", ondelete="CASCADE"), primary_key=True),
    Index("spellings_entity", "entity_id"),
    sqlite_with_rowid=False,
)

actors = Table(
    "actors",
    METADATA,
    _id(),
    _of("versions", "version_id"),
    Column("local", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("country", Text),
    Column("sectors", Text, nullable=False),
    Column("post", Text),
    Column("institution", Text),
    _of("entities", "entity_id", nullable=True),
    Index("actors_version", "version_id"),
    Index("actors_entity", "entity_id"),
    Index("actors_country", "country"),
)

statements = Table(
    "statements",
    METADATA,
    _id(),
    _of("versions", "version_id"),
    Column("local", Text, nullable=False),
    _of("actors", "actor_id", nullable=True),
    Column("speaker", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("statements_version", "version_id"),
    Index("statements_actor", "actor_id"),
    Index("statements_act", "act", "version_id"),
)

# `until`: the last day of what is dated by a month, a year or another stretch that begins on `day`.
events = Table(
    "events",
    METADATA,
    _id(),
    _of("versions", "version_id"),
    Column("local", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("day", Text),
    Column("place", Text),
    Column("claimed_by", Text),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("until", Text),
    Index("events_version", "version_id"),
    Index("events_type", "type", "day", "status"),
    Index("events_day", "day", "status"),
    Index(
        "events_place",
        "day",
        sqlite_where=text("place IS NOT NULL"),
        postgresql_where=text("place IS NOT NULL"),
    ),
)

commitments = Table(
    "commitments",
    METADATA,
    _id(),
    _of("versions", "version_id"),
    Column("local", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("due", Text),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Index("commitments_version", "version_id"),
    Index(
        "commitments_due",
        "due",
        sqlite_where=text("due IS NOT NULL"),
        postgresql_where=text("due IS NOT NULL"),
    ),
)

# Who takes part in an event or is bound by a commitment: `what` is «event» or «commitment», `side` «source» or «target».
sides = Table(
    "sides",
    METADATA,
    Column("what", Text, primary_key=True),
    Column("of_id", _NUMBER, primary_key=True, autoincrement=False),
    Column("side", Text, primary_key=True),
    Column("actor_id", _NUMBER, Key("actors.id", ondelete="CASCADE"), primary_key=True),
    Index("sides_actor", "actor_id"),
    sqlite_with_rowid=False,
)

places = Table(
    "places",
    METADATA,
    _id(),
    _of("versions", "version_id"),
    Column("local", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("geonames", _NUMBER),
    Column("latitude", Float),
    Column("longitude", Float),
    Index("places_version", "version_id"),
    Index("places_key", "key"),
    Index("places_country", "country"),
)

stories = Table(
    "stories",
    METADATA,
    _id(),
    Column("headline", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("size", Integer, nullable=False),
    Index("stories_day", "last_day"),
)

# What can be counted of a current version beside its words, in one row (`finding.traits`).
traits = Table(
    "traits",
    METADATA,
    Column(
        "version_id",
        _NUMBER,
        Key("versions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("terms", Text, nullable=False),
)

# What followed a commitment: a later version that carries it out, repeats, denies or breaks it.
followups = Table(
    "followups",
    METADATA,
    Column("commitment_id", _NUMBER, Key("commitments.id", ondelete="CASCADE"), primary_key=True),
    Column("version_id", _NUMBER, Key("versions.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("local", Text, nullable=False),
    Column("likeness", Float, nullable=False),
    Index("followups_version", "version_id"),
)

# `payload` is JSON; a decision that was undone says when, and counts no more.
decisions = Table(
    "decisions",
    METADATA,
    _id(),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("undone", Text),
)

# Reports whose actors of one name an editor has given to an entity (a split).
assignments = Table(
    "assignments",
    METADATA,
    Column("report_id", _NUMBER, Key("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("entity_id", _NUMBER, Key("entities.id", ondelete="CASCADE"), nullable=False),
)

feeds = Table(
    "feeds",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("checked", Text),
    Column("wait", Float, nullable=False),
    Column("failures", SmallInteger, nullable=False),
)

# Who may sign in at a desk. `epoch` is part of every session of an account: with another one, all of them end.
accounts = Table(
    "accounts",
    METADATA,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("created", Text, nullable=False),
)

# What programs show instead of a password: only the SHA-256 of it is kept.
tokens = Table(
    "tokens",
    METADATA,
    _id(),
    _of("accounts", "account_id"),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("created", Text, nullable=False),
    Column("last_used", Text),
    Column("expires", Text),
    Index("tokens_account", "account_id"),
)

# Who changed what, when and from where; `account` is a name, so that it outlives the account, and "" where there was none.
audit = Table(
    "audit",
    METADATA,
    _id(),
    Column("at", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("audit_at", "at"),
    Index("audit_account", "account"),
    Index("audit_action", "action"),
)

# Searches that somebody wants to come back to; `account_id` is NULL where they were saved without an account.
saved = Table(
    "saved",
    METADATA,
    _id(),
    _of("accounts", "account_id", nullable=True),
    Column("name", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("created", Text, nullable=False),
    Index("saved_account", "account_id"),
)

# The long work of desks: `owner` is the process that does a job, `seen` when it was last known to live (seconds since 1970),
# `told` the progress as JSON.
jobs = Table(
    "jobs",
    METADATA,
    _id(),
    Column("owner", Text, nullable=False),
    Column("seen", Float, nullable=False),
    Column("state", Text, nullable=False),
    Column("stopping", SmallInteger, nullable=False),
    Column("told", Text, nullable=False),
)

# How many tries a visitor has left (`dabir.desk.access.limits`), where a desk has several processes.
tries = Table(
    "tries",
    METADATA,
    Column("rate", Text, primary_key=True),
    Column("who", Text, primary_key=True),
    Column("left_over", Float, nullable=False),
    Column("at", Float, nullable=False),
    Index("tries_at", "at"),
)
