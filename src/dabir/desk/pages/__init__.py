"""The pages of the desk, a module each."""

from __future__ import annotations

from dabir.desk.pages import (
    account,
    accounts,
    add,
    api_docs,
    audit,
    between,
    correcting,
    deciding,
    events,
    exporting,
    feeds,
    person,
    preferences,
    promises,
    quote,
    report,
    saved,
    search,
    start,
    story,
)

ROUTERS = (
    start.router,
    events.router,
    search.router,
    feeds.router,
    saved.router,
    exporting.router,
    preferences.router,
    account.router,
    accounts.router,
    audit.router,
    api_docs.router,
    report.router,
    correcting.router,
    person.router,
    deciding.router,
    between.router,
    story.router,
    quote.router,
    promises.router,
    add.router,
)
