"""The questions of the dashboard as SQL files, and the catalogue that runs them."""

from queries.catalogue import Query, UnknownQueryError, ask, queries, query, run
from queries.filters import Filters, codes_of

__all__ = ["Filters", "Query", "UnknownQueryError", "ask", "codes_of", "queries", "query", "run"]
