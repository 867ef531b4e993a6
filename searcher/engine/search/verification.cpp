#include "searcher/engine/search/verification.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace gisa {
namespace {

// So many candidates are verified for the count whatever page is asked for, and no more than the
// second number for the hits.
constexpr std::size_t kCountedByText = 100;
constexpr std::size_t kMostVerified = 20'000;

// Candidates are put in order in so many times as many at a time: the best of all are sought anew
// each time.
constexpr std::size_t kWiderWindow = 4;

// Candidates whose signatures are asked of memory together, of which a line each is needed.
constexpr std::size_t kSignaturesTogether = 32;

// Articles that a search keeps once it has read them.
constexpr std::size_t kKeptArticles = 200;

std::span<const Candidate> up_to(std::span<const Candidate> candidates, std::size_t most) {
  return candidates.first(std::min(candidates.size(), most));
}

}  // namespace

Found Verification::find(FirstStage& stage, const MatchNode& required, std::size_t wanted,
                         const QueryMatcher& matcher) {
  Found found;
  std::size_t seen = 0, counted = 0, window = std::max(kCountedByText, std::min(wanted, kMostHits));
  while (true) {
    FirstPage page = stage.page(seen, window);
    std::size_t next = 0;  // of the likely ones
    for (std::size_t i = 0; i < page.candidates.size(); ++i) {
      Candidate& candidate = page.candidates[i];
      if (context_.interruption.reached()) {
        found.total = {found.candidates.size(), Total::Relation::kAtLeast};
        return found;
      }
      const bool is_enough = found.candidates.size() >= wanted && seen >= kCountedByText;
      if (is_enough || seen >= kMostVerified) {
        const double share = static_cast<double>(counted) / static_cast<double>(kCountedByText);
        const auto estimate =
            static_cast<std::uint64_t>(share * static_cast<double>(page.total.value));
        found.total = {std::max<std::uint64_t>(found.candidates.size(), estimate),
                       Total::Relation::kEstimate};
        return found;
      }
      if (i % kSignaturesTogether == 0) {
        find_likely(up_to(std::span(page.candidates).subspan(i), kSignaturesTogether), required,
                    matcher);
        next = 0;
      }
      ++seen;
      if (next == likely_.size() || likely_[next] != candidate.id) continue;
      if (next % kReadTogether == 0) {
        const auto rest = std::span(likely_).subspan(next);
        context_.snapshot.prefetch(rest.first(std::min(kReadTogether, rest.size())));
      }
      ++next;
      const bool has_room = found.candidates.size() < kKeptArticles;
      if (!stands(candidate, required, matcher, has_room)) continue;
      if (seen <= kCountedByText) ++counted;
      found.candidates.push_back(std::move(candidate));
    }
    if (page.candidates.size() < window) break;
    window *= kWiderWindow;
  }
  const bool is_through = !context_.interruption.was_reached();
  found.total = {found.candidates.size(),
                 is_through ? Total::Relation::kExact : Total::Relation::kAtLeast};
  return found;
}

// Of a few candidates, leaves in `likely_` those that may match by their signatures.
void Verification::find_likely(std::span<const Candidate> candidates, const MatchNode& required,
                               const QueryMatcher& matcher) {
  likely_.clear();
  for (const Candidate& candidate : candidates) likely_.push_back(candidate.id);
  if (!matcher.needs_neighbours(required)) return;
  std::size_t kept = 0;
  context_.snapshot.for_each_signature(
      likely_, [&](std::size_t i, const std::optional<std::string_view>& signature) {
        if (!signature || matcher.may_match(required, *signature)) likely_[kept++] = likely_[i];
      });
  likely_.resize(kept);
}

// Reads an article that may match. True if it does; its text is kept if there is room.
bool Verification::stands(Candidate& candidate, const MatchNode& required,
                          const QueryMatcher& matcher, bool has_room) {
  const DenseView view = context_.snapshot.view(candidate.id);
  if (!matcher.may_match(required, view)) return false;
  const auto article = std::make_shared<const StoredArticle>(view.decode());
  ArticleText text = context_.text_of(*article);
  if (!matcher.matches(required, text)) return false;
  if (has_room) candidate.article = article;
  return true;
}

}  // namespace gisa
