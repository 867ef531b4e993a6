#include "searcher/engine/search/folding.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "searcher/engine/search/first_stage.h"
#include "searcher/engine/text/story.h"

namespace gisa {

void Folding::fold(Found& found, Sort sort) {
  std::vector<Candidate> first;  // of each story
  std::vector<Story> stories;
  for (Candidate& candidate : found.candidates) {
    if (context_.interruption.reached()) {  // time is up: the rest stay
      first.push_back(std::move(candidate));
      continue;
    }
    candidate.article = read_article(context_.snapshot, candidate);
    Story story(candidate.article->body);
    const auto same = std::ranges::find_if(
        stories, [&](const Story& other) { return story.tells_the_same_as(other); });
    if (same == stories.end()) {
      stories.push_back(std::move(story));
      first.push_back(std::move(candidate));
    } else {
      first[static_cast<std::size_t>(same - stories.begin())].folded.push_back(
          std::move(candidate));
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
