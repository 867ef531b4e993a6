#!/usr/bin/env python3
"""Search a gisa database from Python, through the C interface of libgisa (gisa/gisa.h) and ctypes.

    python3 search.py news.db 한국은행 기준금리

    from search import Searcher
    with Searcher("news.db") as searcher:
        for hit in searcher.search("한국은행 기준금리", limit=5, sort="recent")["hits"]:
            print(hit["title"])

The library is looked for where the system has its libraries, or it is the file that GISA_LIBRARY
names. A Searcher may be used from several threads; ctypes lets go of Python's lock meanwhile.
"""

import ctypes
import ctypes.util
import json
import os
import sys


class GisaError(Exception):
    """An error of the library; the second line, if there is one, is what to do about it."""


def load_library(path=None):
    path = path or os.environ.get("GISA_LIBRARY") or ctypes.util.find_library("gisa")
    if not path:
        raise GisaError("libgisa is not installed\nname the file in GISA_LIBRARY")
    library = ctypes.CDLL(path)
    text, handle, error = ctypes.c_char_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)
    # Strings to be freed come as plain addresses: c_char_p would lose them.
    for name, result, arguments in (
            ("gisa_version", text, []),
            ("gisa_open", handle, [text, error]),
            ("gisa_close", None, [handle]),
            ("gisa_search", handle, [handle, text, text, error]),
            ("gisa_set_synonyms", ctypes.c_int, [handle, text, error]),
            ("gisa_refresh", ctypes.c_int, [handle, error]),
            ("gisa_info", handle, [handle, error]),
            ("gisa_free", None, [handle])):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class Searcher:
    def __init__(self, database, library=None):
        self._handle = None
        self._library = load_library(library)
        self._handle = self._call(self._library.gisa_open, os.fsencode(database))

    def search(self, query, **options):
        """The result as a dict. Options are those of gisa_search(): limit=5, facets="press,year"."""
        words = " ".join(f"{name}={int(value) if isinstance(value, bool) else value}"
                         for name, value in options.items())
        return json.loads(self._take(self._call(self._library.gisa_search, self._handle, query.encode(),
                                                words.encode())))

    def set_synonyms(self, text):
        self._call(self._library.gisa_set_synonyms, self._handle, text.encode())

    def refresh(self):
        """True if there was a newer state of the database."""
        return self._call(self._library.gisa_refresh, self._handle) == 1

    def info(self):
        return json.loads(self._take(self._call(self._library.gisa_info, self._handle)))

    def version(self):
        return self._library.gisa_version().decode()

    def close(self):
        self._library.gisa_close(self._handle)
        self._handle = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _call(self, function, *arguments):
        error = ctypes.c_void_p()
        result = function(*arguments, ctypes.byref(error))
        if error.value:
            raise GisaError(self._take(error.value))
        return result

    def _take(self, address):
        """The text at an address, which is freed."""
        try:
            return ctypes.string_at(address).decode()
        finally:
            self._library.gisa_free(address)


def main():
    if len(sys.argv) < 3:
        sys.exit(f"usage: {sys.argv[0]} DATABASE QUERY ...")
    try:
        with Searcher(sys.argv[1]) as searcher:
            result = searcher.search(" ".join(sys.argv[2:]), limit=5)
    except GisaError as error:
        sys.exit(f"error: {error}")
    for hit in result["hits"]:
        print(f"{hit['rank']}. {hit.get('title', '(untitled)')}")
    print(f"{result['total']['value']} articles", file=sys.stderr)


if __name__ == "__main__":
    main()
