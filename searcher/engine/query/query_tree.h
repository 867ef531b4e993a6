/// A query as it was understood: what the parser makes of the text and the searcher follows.
///
/// Leaves look at an article; the other nodes combine what they say:
///
///     금리 "기준 금리"^2 -인하    sequence(words 금리, phrase 기준 금리 ^2, not(words 인하))
///     (제목:금리 OR 환율) AND press:한겨레
///                                 and(or(words 금리 in the title, words 환율), filter press)
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/engine/query/date_range.h"

namespace gisa {

/// Where a leaf looks.
enum class QueryField : std::uint8_t {
  kAny,    ///< title and body
  kTitle,  ///< the title alone
  kBody,   ///< the body alone
  kPress,  ///< from here on whole values, not words in text
  kReporter,
  kSection,
  kId,
  kUrl,  ///< part of the address
};

/// Bytes of words that are looked for. An article fits in; what takes time with the square of a
/// query's length then takes less than half a second.
inline constexpr std::size_t kLongestQuery = 8192;

/// How deep groups nest: the tree is walked recursively.
inline constexpr std::size_t kDeepestGroup = 50;

constexpr bool is_text_field(QueryField field) { return field <= QueryField::kBody; }

struct QueryNode {
  enum class Kind : std::uint8_t {
    kWords,     ///< `text`: words beside each other, as typed
    kPhrase,    ///< `text`, as it is written
    kPrefix,    ///< a word that begins with `text`
    kFilter,    ///< the value of `field` is `text`
    kDate,      ///< published on one of `dates`
    kRequired,  ///< +child
    kNot,       ///< -child
    kSequence,  ///< children beside each other, without an operator
    kAnd,
    kOr,
    kNear,  ///< children (words, phrases, prefixes) at most `distance` words apart
  };

  Kind kind = Kind::kWords;
  QueryField field = QueryField::kAny;
  unsigned distance = 0;
  double boost = 1;  ///< how much a text leaf weighs
  std::string text;
  DateRange dates;
  std::vector<QueryNode> children;

  bool operator==(const QueryNode&) const = default;
};

/// Whether it looks at an article by itself, without children.
constexpr bool is_leaf(QueryNode::Kind kind) { return kind <= QueryNode::Kind::kDate; }

/// Whether it is a leaf that looks for words.
constexpr bool is_text(QueryNode::Kind kind) { return kind <= QueryNode::Kind::kPrefix; }

/// The name of a field before a colon, with the colon.
struct QueryFieldName {
  std::optional<QueryField> field;  ///< nothing: date
  std::size_t bytes = 0;            ///< of the name and the colon
};

/// The field name that `text` begins with, in any of its languages; nothing if it does not.
std::optional<QueryFieldName> match_field_name(std::string_view text);

/// The query in its plainest spelling; parse_query() makes the same tree of it.
std::string to_string(const QueryNode& node);

}  // namespace gisa
