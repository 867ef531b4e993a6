/// Which articles a search may find, told by the terms they hold.
///
///     TermExpression::all_of({TermExpression("금리"), TermExpression::any_of({"인하", "XL인하"})})
///
/// Plain data: it becomes a Xapian query, or is worked out on posting lists (term_scoring.h).
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

namespace gisa {

struct TermExpression {
  enum class Kind : std::uint8_t {
    kEverything,  ///< all articles
    kTerm,
    kAll,  ///< of the parts; of none: nothing
    kAny,  ///< of the parts; of none: nothing
  };

  TermExpression() = default;
  explicit TermExpression(std::string only) : kind(Kind::kTerm), term(std::move(only)) {}
  /// What is asked for again is asked for once: Xapian would look for a word as often as it is
  /// repeated.
  static TermExpression all_of(std::vector<TermExpression> parts);
  static TermExpression any_of(std::vector<TermExpression> parts);
  static TermExpression any_of(const std::vector<std::string>& terms);

  Xapian::Query to_query() const;

  bool operator==(const TermExpression&) const = default;

  Kind kind = Kind::kEverything;
  std::string term;
  std::vector<TermExpression> parts;
};

/// All articles. Not Xapian::Query::MatchAll, whose count of users all threads would change at
/// once.
Xapian::Query all_articles();

}  // namespace gisa
