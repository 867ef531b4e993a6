/// searcher/terminal/topics.h - the queries of a TREC run.
///
/// A topics file is UTF-8, one topic a line, `id<TAB>query`:
///
///     1	한국은행 기준금리 인상
///     2	누리호 3차 발사
///
/// Lines end in LF or CRLF; a byte order mark at the start and blank lines are skipped. Spaces
/// around id and query are dropped; the query may be empty, the id may not.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/error.h"

namespace gisa::terminal {

struct Topic {
  std::string id;
  std::string query;
  bool operator==(const Topic&) const = default;
};

/// Reads all topics of `input`. Errors name the line as `name:line`.
/// Throws Error: kBadInput, kIo.
std::vector<Topic> read_topics(std::istream& input, std::string_view name);

/// Reads the topics of a file; `-` is standard input. Throws Error: kNotFound, kBadInput, kIo.
std::vector<Topic> load_topics(const std::string& path);

}  // namespace gisa::terminal
