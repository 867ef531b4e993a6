#include "searcher/engine/ranking/rank_features.h"

namespace gisa {
namespace {

// The usual ones fitted by regression on half of the topics of seven judged sets, but for `near`,
// `sentence` and `first`, chosen afterwards on four of them; those of few words chosen on four
// sets of two to four words of headlines, those of questions, and `number`, on three of questions,
// `verbatim` on sentences of news.
constexpr FeatureWeights kUsual = {.part = 0.21,
                                   .first = 0.5,
                                   .lead = 0.21,
                                   .title = 0.57,
                                   .near = 0.06,
                                   .sentence = 0.2,
                                   .verbatim = 0,
                                   .number = 0.4,
                                   .all = 0,
                                   .length = -0.014,
                                   .first_decay = 15};
constexpr FeatureWeights kFewWords = {.part = 0.21,
                                      .first = 0.5,
                                      .lead = 0.35,
                                      .title = 0.57,
                                      .near = 0.2,
                                      .sentence = 0.3,
                                      .verbatim = 0,
                                      .number = 0.4,
                                      .all = 1,
                                      .length = -0.014,
                                      .first_decay = 15};
constexpr FeatureWeights kQuestion = {.part = 0.3,
                                      .first = 0.65,
                                      .lead = 0,
                                      .title = 0.57,
                                      .near = 0.06,
                                      .sentence = 0.2,
                                      .verbatim = 0,
                                      .number = 0.4,
                                      .all = 0.05,
                                      .length = 0,
                                      .first_decay = 8};
constexpr FeatureWeights kSentence = [] {
  FeatureWeights weights = kUsual;
  weights.verbatim = 1;
  return weights;
}();

}  // namespace

const FeatureWeights& weights_of(RankProfile profile) {
  switch (profile) {
    case RankProfile::kFewWords:
      return kFewWords;
    case RankProfile::kQuestion:
      return kQuestion;
    case RankProfile::kSentence:
      return kSentence;
    case RankProfile::kUsual:
      break;
  }
  return kUsual;
}

double RankFeatures::score() const {
  const FeatureWeights& weights = weights_of(profile);
  return bm25 + weights.part * part + weights.first * first + weights.lead * lead +
         weights.title * title + weights.near * near + weights.sentence * sentence +
         weights.verbatim * verbatim + weights.number * number + weights.all * all +
         weights.length * length;
}

std::vector<WeighedFeature> RankFeatures::weighed() const {
  const FeatureWeights& weights = weights_of(profile);
  std::vector<WeighedFeature> features = {{"bm25", bm25, 1},
                                          {"part", part, weights.part},
                                          {"first", first, weights.first},
                                          {"lead", lead, weights.lead},
                                          {"title", title, weights.title},
                                          {"near", near, weights.near},
                                          {"sentence", sentence, weights.sentence},
                                          {"verbatim", verbatim, weights.verbatim},
                                          {"number", number, weights.number},
                                          {"all", all, weights.all},
                                          {"length", length, weights.length}};
  std::erase_if(features, [](const WeighedFeature& feature) { return feature.weight == 0; });
  return features;
}

}  // namespace gisa
