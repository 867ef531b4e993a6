#include "searcher/engine/search/verification.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace gisa {
namespace {

// So many candidates are verified for the count whatever page is asked for, and of no more than the
// second number are texts read for the hits.
constexpr std::size_t kCountedByText = 100;
constexpr std::size_t kMostVerified = 20'000;

// Candidates at random that are looked at for the count, and how many make it better than none.
constexpr std::size_t kSampled = 200;
constexpr std::size_t kFewestSampled = 50;
constexpr std::size_t kMostRead = 100;       // where only reading tells
constexpr std::size_t kSampledHeads = 1000;  // for filters, which need no text

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
  FirstLooks first;
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
        const double share = share_that_stands(first, stage, required, matcher);
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
      if (seen <= kCountedByText) ++first.may_stand;
      const auto article =
          std::make_shared<const StoredArticle>(needs_text ? view.decode() : view.decode_head());
      if (!stands(*article, required, matcher)) continue;
      if (seen <= kCountedByText) ++first.stand;
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

// Of all candidates. The first ones have more of the words than others, so the share of those that
// may stand, which is cheap to see, is taken from a sample, and how many of such do from the first
// ones; from a smaller sample where bytes tell nothing.
double Verification::share_that_stands(const FirstLooks& first, const FirstStage& stage,
                                       const MatchNode& required, const QueryMatcher& matcher) {
  if (first.stand == 0) return 0;
  const double share_of_first =
      static_cast<double>(first.stand) / static_cast<double>(first.may_stand);
  const bool needs_text = is_about_text(required);
  const std::vector<ArticleId> sample = stage.sample(needs_text ? kSampled : kSampledHeads);
  if (sample.size() < kFewestSampled)
    return static_cast<double>(first.stand) / static_cast<double>(kCountedByText);
  const auto share_of_sample = [&](std::size_t size, auto stands) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto rest = std::span(sample).subspan(i);
      if (i % kReadTogether == 0)
        context_.snapshot.prefetch(rest.first(std::min(kReadTogether, rest.size())));
      count += stands(sample[i]) ? 1 : 0;
    }
    return static_cast<double>(count) / static_cast<double>(size);
  };
  if (!needs_text) {
    return share_of_sample(sample.size(), [&](ArticleId id) {
      return stands(context_.snapshot.view(id).decode_head(), required, matcher);
    });
  }
  const double may_stand = share_of_sample(sample.size(), [&](ArticleId id) {
    return matcher.may_match(required, context_.snapshot.view(id));
  });
  if (may_stand < 1) return may_stand * share_of_first;
  return share_of_sample(std::min(sample.size(), kMostRead), [&](ArticleId id) {
    return stands(context_.snapshot.view(id).decode(), required, matcher);
  });
}

bool Verification::stands(const StoredArticle& article, const MatchNode& required,
                          const QueryMatcher& matcher) {
  ArticleText text = context_.text_of(article);
  return matcher.matches(required, text);
}

}  // namespace gisa
