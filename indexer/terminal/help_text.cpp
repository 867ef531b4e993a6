#include "indexer/terminal/help_text.h"

#include <archive.h>
#include <fmt/format.h>
#include <libxml/xmlversion.h>
#include <simdjson.h>
#include <unicode/uversion.h>
#include <xapian.h>
#include <zstd.h>

#include <array>
#include <pugixml.hpp>
#include <string_view>

#include "common/messages/messages.h"

namespace gisa {
namespace {

// Each a paragraph or two, so that a change of one leaves the translations of the others.
constexpr const char* kHelp[] = {
    to_translate(R"(Make Korean news articles searchable: read them into a gisa database.

)"),
    to_translate(R"(usage: gisa-index [options] PATH...
       gisa-index [--db DIR] --optimize
       gisa-index [--db DIR] delete ID...
       gisa-index [--db DIR] stats | check | export | backup DIR | restore DIR

)"),
    to_translate(R"(PATH is a file, a directory (read with everything below it) or - for standard
input. What a file is, is told by its content, and by its name where that leaves
it open:
  jsonl     one JSON object a line: {"title": "...", "body": "...", ...}
  json      arrays and documents of objects, AI-Hub and NIKL corpora
  csv       tables with named columns, separated by commas, tabs ...
  xlsx      Excel workbooks: BigKinds exports
  newsml    Korean NewsML
  rss       RSS and Atom feeds
  html      web pages, one article a page
  table     tables in HTML, as sites save them for Excel (.xls)
  markdown  one article a file, with or without front matter
  text      one article a file
each as it is, compressed (.gz .xz .zst .bz2 .lz4) or in archives (.zip .7z
.tar.*), in UTF-8, CP949 or UTF-16.
An article that is in the database already is left as it is, or replaced if it
has changed.

)"),
    to_translate(R"(options:
      --db DIR        the database, made if it does not exist
                      (default: $GISA_DB, else ./gisa.db)
      --threads N     work on N processors, 1 to 256 (default: all)
      --memory SIZE   use about this much memory, 64M or more (default: 512M)
      --format NAME   read every file as this one of the formats above
      --map PAIRS     where fields are, if not under one of the usual names:
                      title=표제,body=원고 (also id, date, press, section,
                      reporter, url)
      --limit N       read no more than N records
      --since DATE    leave out articles dated before DATE (2024-03-05); those
                      without a date stay
      --prune         delete the articles of files below PATH that are gone
      --watch         keep at it: read what changes below PATH, until Ctrl-C
      --dry-run       only tell what would be read: articles and problems by
                      format; no database is needed
      --report FILE   write every record left out to FILE: JSONL with path, line
                      and reason
      --optimize      make one segment of the whole database in the end: it is a
                      little faster to search, replaced articles take no space
      --writer NAME   write the index by gisa's own code or through Xapian's
                      API, slower: glass or xapian (default: glass)
      --wait-lock[=N]  wait, N seconds at most, while another gisa-index is
                      writing to the database (default: fail at once)
      --json          write the totals as a JSON object to standard output
  -q, --quiet         say nothing but what ends the run
  -h, --help          show this help
  -V, --version       show the version, and those of the libraries

)"),
    to_translate(R"(commands:
  delete ID...        delete articles by the ids that gisa-search --json shows
  stats               articles, sizes, dates, press and sections
  check               look through the whole database for damage
  check --repair DIR  save what is not damaged into a new database
  backup DIR          make a copy of the database, also while it is written to
  restore DIR         make the database of a backup
  export              write all articles as JSONL to standard output
A PATH of such a name is written ./stats.

)"),
    to_translate(R"(examples:
  gisa-index articles/
  gisa-index --db news.db 2024.jsonl 2025.jsonl
  gisa-index --db news.db NewsResult_20240101-20240131.xlsx dump.tar.gz

)"),
    to_translate(R"(exit status:
  0  every article is in the database
  1  nothing was indexed, or an error ended the run
  3  done, but some articles or files were left out; each is named
  130  ended by Ctrl-C: what was read until then is in the database
)")};

// pugixml gives its version as a number: 1130 is 1.13.0.
std::string pugixml_version_text() {
  return fmt::format("{}.{}.{}", PUGIXML_VERSION / 1000, PUGIXML_VERSION / 10 % 100,
                     PUGIXML_VERSION % 10);
}

}  // namespace

std::string help_text() {
  std::string text;
  for (const char* const part : kHelp) text += tr(part);
  return text;
}

std::string version_text() {
  UVersionInfo icu;
  u_getVersion(icu);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> icu_text;
  u_versionToString(icu, icu_text.data());
  return fmt::format(
      "gisa-index {}\nXapian {}, ICU {}, libarchive {}, libxml2 {}, pugixml {}, simdjson {}, zstd "
      "{}\n",
      GISA_VERSION, Xapian::version_string(), icu_text.data(),
      std::string_view(archive_version_string()).substr(11), LIBXML_DOTTED_VERSION,
      pugixml_version_text(), SIMDJSON_STRINGIFY(SIMDJSON_VERSION), ZSTD_versionString());
}

}  // namespace gisa
