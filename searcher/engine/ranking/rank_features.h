/// What the second stage of the ranking (ranker.h) sees in a text, and how much each of it counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gisa {

/// Which weights the features get: in a headline most words are there to help, of a few words
/// searched for in news each is meant, a question put to passages is answered by the one that
/// begins with what it is about, and a sentence is looked for where it stands.
enum class RankProfile : std::uint8_t { kUsual, kFewWords, kQuestion, kSentence };

/// The profile for so many words, `average_length` being the terms of an average article.
constexpr RankProfile profile_for(std::size_t words, bool is_question, double average_length) {
  constexpr std::size_t kFew = 5;
  constexpr double kArticle = 500;  // passages have fewer
  const bool is_news = average_length > kArticle;
  if (!is_news) return is_question ? RankProfile::kQuestion : RankProfile::kUsual;
  return words <= kFew && !is_question ? RankProfile::kFewWords : RankProfile::kUsual;
}

/// What the features count; ARCHITECTURE.md, "Ranking", says what each one gains.
struct FeatureWeights {
  double part, first, lead, title, near, sentence, verbatim, number, all, length;
  double first_decay;  ///< words behind which a word's share of `first` is half
};

const FeatureWeights& weights_of(RankProfile profile);

/// A feature as it enters the score.
struct WeighedFeature {
  std::string_view name;
  double value = 0;
  double weight = 0;
};

/// What a candidate's score was made of; the features are unweighed.
struct RankFeatures {
  RankProfile profile = RankProfile::kUsual;
  double bm25 = 0;  ///< of the best candidate's
  double part = 0;
  double first = 0;
  double lead = 0;
  double title = 0;
  double near = 0;
  double sentence = 0;
  double verbatim = 0;
  double number = 0;
  double all = 0;
  double length = 0;

  double score() const;
  /// The features by name with their weights: the score is the sum of the products.
  std::vector<WeighedFeature> weighed() const;
};

}  // namespace gisa
