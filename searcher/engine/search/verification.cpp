#include "searcher/engine/search/verification.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <string_view>
#include <utility>

namespace gisa {
namespace {

// kCountedByText candidates are verified for the count, whatever page is asked for; the texts of at
// most kMostVerified are read to fill the page.
constexpr std::size_t kCountedByText = 100;
constexpr std::size_t kMostVerified = 20'000;

// For the estimate of the count: at most kSampled candidates are drawn at random and looked at;
// fewer than kFewestSampled tell too little; kEnoughStanding that match are enough.
constexpr std::size_t kSampled = 400;
constexpr std::size_t kFewestSampled = 50;
constexpr std::size_t kEnoughStanding = 30;

// Each time the candidates do not suffice, this many times as many are put in order: the best are
// looked for from the beginning every time.
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
  std::size_t first_that_stand = 0;
  const bool needs_text = is_about_text(required);
  std::size_t seen = 0, window = std::max(kCountedByText, std::min(wanted, kMostHits));
  while (true) {
    FirstPage page = stage.page(seen, window);
    std::size_t next = 0;  // of the likely ones
    for (std::size_t i = 0; i < page.candidates.size(); ++i) {
      Candidate& candidate = page.candidates[i];
      if (context_.interruption.reached() || (needs_text && seen >= kMostVerified)) {
        found.total = {found.candidates.size(), Total::Relation::kAtLeast};
        return found;
      }
      if (found.candidates.size() >= wanted && seen >= kCountedByText) {
        const double share = share_that_stands(first_that_stand, stage, required, matcher);
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
      const DenseView view = context_.snapshot.view(candidate.id);
      if (!matcher.may_match(required, view)) continue;
      const auto article =
          std::make_shared<const StoredArticle>(needs_text ? view.decode() : view.decode_head());
      if (!stands(*article, required, matcher)) continue;
      if (seen <= kCountedByText) ++first_that_stand;
      if (needs_text && found.candidates.size() < kKeptArticles) candidate.article = article;
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

// Of all candidates, by a sample: the first ones have more of the words than others.
double Verification::share_that_stands(std::size_t first_that_stand, const FirstStage& stage,
                                       const MatchNode& required, const QueryMatcher& matcher) {
  if (first_that_stand == 0) return 0;
  std::vector<ArticleId> sample = stage.sample(kSampled);
  if (sample.size() < kFewestSampled)
    return static_cast<double>(first_that_stand) / static_cast<double>(kCountedByText);
  std::ranges::shuffle(sample, std::mt19937_64());  // always the same way
  const bool needs_text = is_about_text(required);
  std::size_t looked_at = 0, standing = 0;
  while (looked_at < sample.size() && standing < kEnoughStanding) {
    const auto rest = std::span(sample).subspan(looked_at);
    if (looked_at % kReadTogether == 0)
      context_.snapshot.prefetch(rest.first(std::min(kReadTogether, rest.size())));
    ++looked_at;
    const DenseView view = context_.snapshot.view(rest.front());
    if (!matcher.may_match(required, view)) continue;
    standing += stands(needs_text ? view.decode() : view.decode_head(), required, matcher) ? 1 : 0;
  }
  // If looking ended because enough stood, the last one stood by construction: it is left out, or
  // the share would be too high.
  const std::size_t last = standing == kEnoughStanding ? 1 : 0;
  return static_cast<double>(standing - last) / static_cast<double>(looked_at - last);
}

bool Verification::stands(const StoredArticle& article, const MatchNode& required,
                          const QueryMatcher& matcher) {
  ArticleText text = context_.text_of(article);
  return matcher.matches(required, text);
}

}  // namespace gisa
