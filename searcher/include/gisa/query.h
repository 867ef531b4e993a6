/// gisa/query.h - queries put together by a program, without a string to quote and escape.
///
///     #include <gisa/query.h>
///     #include <gisa/searcher.h>
///
///     using gisa::Query;
///     using namespace std::chrono_literals;
///
///     gisa::SearchRequest request;
///     request.expression = Query::all_of({
///         Query::phrase("금리 인상"),
///         Query::term("한국은행").in_title().boosted(2),
///         Query::any_of({Query::press("느티일보"), Query::press("새벽경제")}),
///         Query::published(2024y / 1 / 1, 2024y / 3 / 31),
///         Query::none_of({Query::term("인하")}),
///     });
///
/// The parts mean what they mean in gisa-query(7), and nothing in a text is a sign. What all_of()
/// holds is required; words of one term() may be missing unless they are part of something else
/// (SearchRequest::match). A text without words, "" or "…", is as if it were not there, and so is a
/// filter without a value; a query of nothing else finds nothing.
///
/// A query has at most 1,000 parts (its texts, filters and groups), nested 50 deep, and 8,192 bytes
/// of words, so that a search takes less than a second or two whatever is put together.
///
/// Text is UTF-8. Errors: Error (kInvalidArgument) for what cannot be, and what is too large.
/// Threads: a Query is a value, never changed once made, not even when it is moved from; copies are
/// cheap and may be used from any thread.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gisa/error.h"

namespace gisa {

struct QueryNode;

class GISA_EXPORT Query {
 public:
  /// Words, whatever josa or endings they have in the text; several are a query as people type it.
  static Query term(std::string_view words);

  /// These words exactly as written, beside each other.
  static Query phrase(std::string_view words);

  /// A word that begins like this.
  static Query prefix(std::string_view beginning);

  /// Whole values; a part of a name finds those it is part of, if no article has it as a whole.
  static Query press(std::string_view name);
  static Query section(std::string_view name);
  static Query reporter(std::string_view name);
  static Query id(std::string_view id);

  /// The address contains this.
  static Query url(std::string_view part);

  /// Published on one of the days [first, last], both included, in Seoul.
  static Query published(std::chrono::year_month_day first, std::chrono::year_month_day last);
  static Query published_since(std::chrono::year_month_day first);
  static Query published_until(std::chrono::year_month_day last);

  /// Every one of them; one or more.
  static Query all_of(std::vector<Query> parts);

  /// At least one of them; one or more.
  static Query any_of(std::vector<Query> parts);

  /// Not one of them; one or more. By itself it finds everything else, the newest first.
  static Query none_of(std::vector<Query> parts);

  /// Terms, phrases or prefixes at most `words` (1 to 1000) apart, in any order; two or more.
  static Query near(std::vector<Query> parts, unsigned words);

  /// The same in the title, or in the body, alone: of terms, phrases, prefixes and what is made of
  /// nothing but them.
  Query in_title() const;
  Query in_body() const;

  /// The same with so many times the weight (.01 to 100) for its words.
  Query boosted(double factor) const;

  /// The query as gisa-query(7) has it.
  std::string to_string() const;

  // Moving copies: there is no Query without a meaning.
  Query(const Query&) = default;
  Query& operator=(const Query&) = default;
  ~Query() = default;

 private:
  friend struct QueryAccess;
  explicit Query(QueryNode node);

  std::shared_ptr<const QueryNode> node_;
};

}  // namespace gisa
