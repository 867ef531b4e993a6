#include "searcher/engine/search/folding.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searcher/engine/search/first_stage.h"
#include "searcher/engine/text/story.h"

namespace gisa {
namespace {

// The most stories that are compared: where all are alike but for a figure, time grows with the
// square of their number.
constexpr std::size_t kMostStories = 5'000;

// The stories met so far.
class Stories {
 public:
  // The first that tells the same; if there is none, the story is kept as a new one, the last.
  std::size_t find_or_add(Story story) {
    const std::size_t place = find(story);
    if (place < stories_.size()) return place;
    for (const std::uint64_t hash : story.sketch()) by_hash_[hash].push_back(stories_.size());
    stories_.push_back(std::move(story));
    return stories_.size() - 1;
  }

  std::size_t size() const { return stories_.size(); }

 private:
  std::size_t find(const Story& story) {
    std::size_t first = stories_.size();
    ++round_;
    compared_in_.resize(stories_.size());
    for (const std::uint64_t hash : story.sketch()) {
      const auto found = by_hash_.find(hash);
      if (found == by_hash_.end()) continue;
      for (const std::size_t place : found->second) {
        if (place >= first) break;
        if (std::exchange(compared_in_[place], round_) == round_) continue;
        if (story.tells_the_same_as(stories_[place])) first = place;
      }
    }
    return first;
  }

  std::vector<Story> stories_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_hash_;  // of sketches; ascending
  std::size_t round_ = 0;
  std::vector<std::size_t> compared_in_;  // the last round in which a story was
};

}  // namespace

void Folding::fold(Found& found, Sort sort) {
  std::vector<Candidate> first;  // of each story
  Stories stories;
  for (Candidate& candidate : found.candidates) {
    // Time is up, or there are stories enough: the rest stay.
    if (context_.interruption.reached() || stories.size() >= kMostStories) {
      first.push_back(std::move(candidate));
      continue;
    }
    candidate.article = read_article(context_.snapshot, candidate);
    const std::size_t known = stories.size();
    const std::size_t story = stories.find_or_add(Story(candidate.article->body));
    if (story == known) {
      first.push_back(std::move(candidate));
    } else {
      first[story].folded.push_back(std::move(candidate));
    }
  }
  found.candidates = std::move(first);
  if (!is_by_score(sort)) return;
  for (Candidate& candidate : found.candidates) let_earliest_lead(candidate);
}

// Undated articles come last; of one time, the better one leads.
void Folding::let_earliest_lead(Candidate& candidate) const {
  const auto time_of = [&](const Candidate& one) {
    const std::string time = context_.snapshot.time_value(one.id);
    return std::pair(time.empty(), time);
  };
  if (candidate.folded.empty()) return;
  std::vector<Candidate> all = std::exchange(candidate.folded, {});
  all.insert(all.begin(), std::move(candidate));
  const double best = all.front().score;
  const auto earliest = std::ranges::min_element(all, {}, time_of);
  candidate = std::move(*earliest);
  all.erase(earliest);
  candidate.score = best;
  candidate.folded = std::move(all);
}

}  // namespace gisa
