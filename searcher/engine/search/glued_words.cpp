#include "searcher/engine/search/glued_words.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "common/text/utf8.h"
#include "searcher/engine/words/joined_words.h"

namespace gisa {
namespace {

constexpr std::size_t kFewWords = 4;
constexpr std::size_t kLookedAt = 200, kLookedAtForThemAlone = 1000;
constexpr std::size_t kTextsRead = 150;
constexpr double kRaise = 0.5;  // of the best score, if all pairs may be there

bool stands_in(const Snapshot& snapshot, ArticleId id, const TextPattern& pair) {
  const DenseView view = snapshot.view(id);
  return pair.may_stand_in_dense(view.title) || pair.may_stand_in_dense(view.body);
}

// True for a query of two numbers joined by a mark, 4·19, and nothing else: other words beside them
// would tell more than their signature does.
bool are_joined_numbers(const std::vector<QueryWord>& words) {
  return words.size() == 2 && words[0].script == Script::kNumber &&
         words[1].script == Script::kNumber && are_parts_of_one(words, 1);
}

bool belongs_to_word_before(const QueryWord& word) { return word.is_glued || word.goes_on; }

}  // namespace

GluedWords::GluedWords(const std::vector<QueryWord>& words, Analyzer& analyzer) {
  const auto is_content = [](const QueryWord& word) { return word.is_content; };
  if (words.empty() || std::ranges::count_if(words, is_content) > std::ptrdiff_t{kFewWords}) return;
  const bool are_joined = are_joined_numbers(words);
  are_all_ = are_joined || std::all_of(words.begin() + 1, words.end(), belongs_to_word_before);
  for (std::size_t i = 1; i < words.size(); ++i) {
    // Hanja are read in many ways.
    const bool is_behind_hanja = words[i - 1].script == Script::kHanja;
    const bool are_one =
        belongs_to_word_before(words[i]) && !is_behind_hanja && are_glued(words, i);
    const bool is_score = words[i].is_hyphened && are_parts_of_one(words, i);
    if (!are_one && !are_joined && !is_score) continue;
    std::vector<TextPattern>& ways = pairs_.emplace_back();
    const auto add_way = [&](const char* between) {
      std::string pair = to_utf8(words[i - 1].surface);
      pair.append(between).append(to_utf8(words[i].surface));
      ways.emplace_back(pair, TextPattern::Kind::kPhrase, analyzer);
    };
    add_way(is_score || are_joined ? "·" : words[i].goes_on ? " " : "");
    if (is_score) add_way("대");
    const bool is_name = words[i - 1].script == Script::kLetter;  // F-35
    if (is_name) add_way("-");
  }
}

std::size_t GluedWords::looked_at() const {
  if (pairs_.empty()) return 0;
  return are_all_ ? kLookedAtForThemAlone : kLookedAt;
}

// Where the query is one pair, its texts are read in the order of the scores until as many have it
// as are wanted: what comes behind is not among those, whether it has the pair or not.
void GluedWords::promote(const Snapshot& snapshot, std::vector<Candidate>& candidates,
                         std::size_t wanted) const {
  constexpr std::size_t kTogether = 100;
  const auto first = std::span(candidates).first(std::min(candidates.size(), looked_at()));
  if (first.empty()) return;
  const double raise = kRaise * first[0].score / static_cast<double>(pairs_.size());
  const bool is_one = are_all_ && pairs_.size() == 1;
  const std::size_t together = is_one ? kTogether : first.size();
  std::size_t texts = 0, having = 0;
  for (std::size_t i = 0; i < first.size(); i += together) {
    const auto next = first.subspan(i, std::min(together, first.size() - i));
    for (const Likely& likely : find_likely(snapshot, next)) {
      if (are_all_ && ++texts > kTextsRead) break;
      std::size_t stand = 0;
      for (const TextPattern* pair : likely.pairs)
        stand += !are_all_ || stands_in(snapshot, likely.candidate->id, *pair) ? 1 : 0;
      likely.candidate->score += raise * static_cast<double>(stand);
      having += stand;
      if (is_one && having >= wanted) break;
    }
    if (is_one && (having >= wanted || texts > kTextsRead)) break;
  }
  std::ranges::stable_sort(first, std::greater(), &Candidate::score);
}

// A signature is wrong of one in fourteen: too many where nothing else tells candidates apart, so
// that texts are read. Those that may have most pairs come first, then.
std::vector<GluedWords::Likely> GluedWords::find_likely(const Snapshot& snapshot,
                                                        std::span<Candidate> candidates) const {
  std::vector<ArticleId> ids;
  for (const Candidate& candidate : candidates) ids.push_back(candidate.id);
  std::vector<Likely> all;
  snapshot.for_each_signature(
      ids, [&](std::size_t i, const std::optional<std::string_view>& signature) {
        Likely likely{&candidates[i], {}};
        for (const std::vector<TextPattern>& ways : pairs_) {
          const auto pair = std::ranges::find_if(
              ways, [&](const auto& way) { return signature && way.may_stand_with(*signature); });
          if (pair != ways.end()) likely.pairs.push_back(&*pair);
        }
        if (!likely.pairs.empty()) all.push_back(std::move(likely));
      });
  if (are_all_)
    std::ranges::stable_sort(all, std::greater(),
                             [](const Likely& likely) { return likely.pairs.size(); });
  return all;
}

}  // namespace gisa
