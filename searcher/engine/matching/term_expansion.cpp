#include "searcher/engine/matching/term_expansion.h"

#include <algorithm>
#include <utility>

#include "common/database/schema.h"
#include "common/messages/messages.h"
#include "common/text/composition.h"
#include "searcher/engine/matching/filters.h"

namespace gisa {
namespace {

constexpr std::size_t kMostExpansions = 200;  // terms that a prefix or part of a name stands for
constexpr std::size_t kMostTermsRead = 20'000;

// Of a whole query, however many wildcards are in it.
constexpr std::size_t kMostExpansionsOfQuery = 10 * kMostExpansions;
constexpr std::size_t kMostTermsReadForQuery = 5 * kMostTermsRead;

// 조선일보, 조선비즈 and 3 more.
std::string names_for_note(const std::vector<std::string>& terms, std::size_t prefix) {
  constexpr std::size_t kNames = 4;
  std::string names;
  for (std::size_t i = 0; i < std::min(terms.size(), kNames); ++i)
    names += (i > 0 ? ", " : "") + terms[i].substr(prefix);
  return terms.size() > kNames ? tr_format("{} and {} more", names, terms.size() - kNames) : names;
}

}  // namespace

std::vector<std::string> TermExpansion::of_filter(const QueryNode& filter,
                                                  std::vector<Note>& notes) {
  const auto field = indexed_field(filter.field);
  if (!field) return {};
  std::string value = filter.text;
  const bool is_part = value.size() > 1 && value.back() == '*' && *field != Field::kId;
  if (is_part) value.pop_back();
  std::string exact = make_field_term(*field, value);
  if (*field == Field::kId && snapshot_.index().frequency(exact) == 0) {
    compose_hangul(value);  // the name of a file as its file system has it
    exact = make_field_term(*field, value);
  }
  if ((!is_part && snapshot_.index().frequency(exact) > 0) || *field == Field::kId) return {exact};
  if (has_enough(filter, notes)) return {exact};
  const std::string prefix = make_field_term(*field, "");
  const std::string_view part = std::string_view(exact).substr(prefix.size());
  std::vector<std::string> terms = terms_with(prefix, [&](std::string_view term) {
    const std::size_t at = term.find(part, prefix.size());
    return is_part ? at == prefix.size() : at != std::string_view::npos;
  });
  const std::string name = to_string(filter);
  if (terms.empty()) {
    notes.push_back({tr_format("no article has {}", name)});
    return {exact};
  }
  if (!is_part) {
    notes.push_back({tr_format("{} is read as {}", name, names_for_note(terms, prefix.size()))});
  }
  return terms;
}

std::vector<std::string> TermExpansion::of_prefix(const std::string& term, const QueryNode& prefix,
                                                  std::vector<Note>& notes) {
  if (has_enough(prefix, notes)) return {term};
  return terms_with(term, [](std::string_view) { return true; });
}

// True if the query has had its share of terms; says so the first time.
bool TermExpansion::has_enough(const QueryNode& node, std::vector<Note>& notes) {
  if (read_ < kMostTermsReadForQuery && taken_ < kMostExpansionsOfQuery) return false;
  if (!std::exchange(was_told_, true)) {
    notes.push_back(
        {tr_format("too many words with * or parts of names: from {} on they are only themselves",
                   to_string(node))});
  }
  return true;
}

// Terms that begin with `prefix` and pass, at most kMostExpansions, the most frequent first.
std::vector<std::string> TermExpansion::terms_with(const std::string& prefix,
                                                   const Passes& passes) {
  snapshot_.verify_terms(prefix, kMostTermsRead + 1);
  const Xapian::Database& database = snapshot_.database();
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  std::size_t read = 0;
  for (auto it = database.allterms_begin(prefix);
       it != database.allterms_end(prefix) && read < kMostTermsRead; ++it, ++read) {
    if (passes(*it)) found.emplace_back(it.get_termfreq(), *it);
  }
  std::ranges::stable_sort(found, std::greater<>(), [](const auto& entry) { return entry.first; });
  if (found.size() > kMostExpansions) found.resize(kMostExpansions);
  std::vector<std::string> terms;
  for (auto& [frequency, term] : found) terms.push_back(std::move(term));
  read_ += read;
  taken_ += terms.size();
  return terms;
}

}  // namespace gisa
