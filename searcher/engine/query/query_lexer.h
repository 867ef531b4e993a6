/// Cuts a query into tokens. What looks like syntax and is none (a quote that never closes, a
/// parenthesis without its other half, an operator without operands) becomes a word, with a note.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/searcher.h"
#include "searcher/engine/query/date_range.h"
#include "searcher/engine/query/query_tree.h"

namespace gisa {

struct QueryToken {
  enum class Kind : std::uint8_t {
    kWord,    ///< `text` without its escapes
    kPrefix,  ///< `text` without the star
    kPhrase,
    kField,  ///< a text field, or one before "("; the next token is what it is about
    kValue,  ///< a whole value of `field`
    kDate,
    kOpen,
    kClose,
    kRequired,
    kNot,
    kAnd,
    kOr,
    kNear,
  };
  Kind kind = Kind::kWord;
  std::size_t begin = 0;  ///< bytes of the query
  std::size_t end = 0;
  std::string text;
  double boost = 1;
  QueryField field = QueryField::kAny;
  bool is_quoted = false;  ///< a value between quotation marks
  unsigned distance = 0;
  DateRange dates;
};

inline constexpr unsigned kUsualDistance = 10, kLargestDistance = 1000;
inline constexpr double kSmallestBoost = 0.01, kLargestBoost = 100;

/// The tokens of the query: parentheses match, groups are not empty, operators have operands.
std::vector<QueryToken> tokenize_query(std::string_view query, int today, std::vector<Note>& notes);

/// True for a word that is no word when it stands alone: AND, NEAR/3, 최근7일.
bool has_meaning_alone(std::string_view word);

/// True for what a backslash makes ordinary between quotation marks.
constexpr bool is_escaped_in_quotes(char32_t c) { return c == '"' || c == '\\' || c == U'”'; }

}  // namespace gisa
