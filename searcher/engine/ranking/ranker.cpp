#include "searcher/engine/ranking/ranker.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "common/analysis/hanja/hanja.h"
#include "searcher/engine/ranking/word_fit.h"
#include "searcher/engine/text/one_syllable.h"
#include "searcher/engine/words/asked_units.h"
#include "searcher/engine/words/verb_stems.h"

namespace gisa {
namespace {

constexpr double kSynonym = 0.9;     // times the quality of what stands for the word
constexpr double kLeastOfAll = 0.4;  // so well a word must stand there: not the 5 of 5월 for 5대
constexpr std::size_t kShortWord = 3;
constexpr double kLeastOfShort = 0.85;  // and the only one, of up to three syllables: whole
constexpr double kBigramsOnly = 0.6;    // times the share of the word's bigrams that occur

constexpr double kNextButOne = 0.5;     // nearness of words with another one between them
constexpr double kBoundByGenitive = 4;  // times the nearness, of few words: 빛의 속도

constexpr double kFirstOfLong = 0.35;  // what `first` gives for coverage alone in a long text
constexpr std::size_t kLeadWords = 60;
// Short passages are about what they begin with; news has it somewhere in the lead. Between the two
// there is a ramp, from so many words on, over so many.
constexpr double kFirstRampBegin = 150, kFirstRampWidth = 150;
constexpr double kLeadRampBegin = 100, kLeadRampWidth = 100;

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

// What `number` gives for one anywhere; the rest is for the words in its sentence.
constexpr double kNumberAnywhere = 0.5;

double ramp(double words, double begin, double width) {
  return std::clamp((words - begin) / width, 0.0, 1.0);
}

// The share of `near` that text has with what is another sentence: of many words less, since a
// paragraph has words twice, and nobody else has half of it in its order.
double verbatim_begin(std::size_t words) {
  constexpr double kUsual = 0.85, kLeast = 0.6, kPerWord = 0.01;
  constexpr double kSentence = 25;  // words
  return std::clamp(kUsual - kPerWord * (static_cast<double>(words) - kSentence), kLeast, kUsual);
}

constexpr std::u16string_view kPercentSpelled = u"퍼센트", kPointSpelled = u"포인트";
}  // namespace

// Where a word stands. Runs and sentences are counted through title and body.
struct Ranker::Place {
  std::size_t first_run = 0;
  std::size_t last_run = 0;
  std::size_t begin = 0;  // within their runs, in whatever unit
  std::size_t end = 0;
  std::size_t sentence = 0;
  bool is_run_before_glued = false;  // the run before the first one, to the one before that
  bool by_chance = false;            // its parts side by side
};

// What is known of a query word in the text so far.
struct Ranker::Sighting {
  double best = 0;
  double best_as_word = 0;  // of those that are no chance
  double best_in_title = 0;
  double near = 0;                   // nearness to the word before it in the query, at best
  bool is_beside = false;            // directly behind that one, or what stands for either
  std::optional<Place> last;         // where it was seen last
  std::optional<Place> last_of_any;  // it, or what stands for it
  bool is_in_row = false;            // there, behind all that it was typed together with
  std::size_t first_run = kNowhere;  // counted from the beginning of title or body
};

Ranker::Ranker() = default;
Ranker::~Ranker() = default;

void Ranker::start(std::string_view query, const std::vector<RankedWord>& words,
                   RankProfile profile, TornWords* torn) {
  words_ = &words;
  profile_ = profile;
  total_weight_ = 0;
  begins_word_ = SyllableSet();
  std::size_t asked = 0;
  for (const RankedWord& word : words) {
    begins_word_.add(word.text[0]);
    if (word.stands_for != RankedWord::kItself) continue;
    total_weight_ += word.weight;
    ++asked;
  }
  const bool is_short = asked == 1 && words[0].script == Script::kHangul &&
                        words[0].text.size() > 1 && words[0].text.size() <= kShortWord &&
                        !words[0].is_verb && !words[0].is_verb_stem;
  least_of_all_ = is_short ? kLeastOfShort : kLeastOfAll;
  torn_ = torn;
  dense_words_.start(words, torn);
  units_asked_ = units_asked_for(query);
}

RankFeatures Ranker::look_at(std::string_view title, std::string_view body, double bm25_share,
                             double length_share) {
  units_.clear();
  runs_.clear();
  forget();
  append_runs(title, units_, runs_);
  first_body_run_ = runs_.size();
  append_runs(body, units_, runs_);
  if (!units_asked_.empty()) find_numbers();
  find_words(true);
  find_words(false);
  return features(bm25_share, length_share, runs_.size(),
                  [&](std::size_t word) { return bigram_share((*words_)[word]); });
}

std::optional<RankFeatures> Ranker::look_at_dense(std::string_view title, std::string_view body,
                                                  double bm25_share, double length_share) {
  if (!dense_words_.finds_all() || !dense_title_.read(title) || !dense_body_.read(body))
    return std::nullopt;
  forget();
  first_body_run_ = dense_title_.runs();
  const std::size_t first_body_sentence = dense_title_.sentence_ends() + 1;
  for (const bool in_title : {true, false}) {
    const DenseScan& text = in_title ? dense_title_ : dense_body_;
    const std::size_t runs = in_title ? 0 : first_body_run_;
    const std::size_t sentences = in_title ? 0 : first_body_sentence;
    if (!units_asked_.empty()) {
      units_found_.clear();
      DenseWordFinder::find_units(text, units_asked_, units_found_);
      for (const std::size_t unit : units_found_)
        numbered_.push_back(sentences + text.sentence_at(unit));
    }
    dense_words_.find(text, [&](std::size_t word, double quality, const DensePlace& place) {
      const std::size_t sentence = sentences + text.sentence_at(place.begin);
      if (sentence != sentence_) in_sentence_ = 0;
      sentence_ = sentence;
      sight(word, quality,
            {runs + place.first_run, runs + place.last_run, place.begin, place.end, sentence,
             place.is_run_before_glued, place.by_chance},
            in_title);
    });
  }
  return features(
      bm25_share, length_share, dense_title_.runs() + dense_body_.runs(),
      [&](std::size_t word) { return dense_words_.bigram_share(word, dense_title_, dense_body_); });
}

void Ranker::forget() {
  seen_.assign(words_->size(), {});
  sentence_ = 0;
  in_sentence_ = best_sentence_ = best_numbered_ = 0;
  numbered_.clear();
  first_body_run_ = kNowhere;
}

// Makes the features of what was sighted; the same for decoded and for dense texts.
template <typename BigramShare>
RankFeatures Ranker::features(double bm25_share, double length_share, std::size_t runs,
                              BigramShare bigram_share) {
  for (std::size_t i = 0; i < words_->size(); ++i) {
    const std::size_t asked = (*words_)[i].stands_for;
    if (asked == RankedWord::kItself || seen_[i].best == 0) continue;
    Sighting& seen = seen_[asked];
    seen.best = std::max(seen.best, seen_[i].best * kSynonym);
    seen.best_as_word = std::max(seen.best_as_word, seen_[i].best_as_word * kSynonym);
    seen.best_in_title = std::max(seen.best_in_title, seen_[i].best_in_title * kSynonym);
    seen.first_run = std::min(seen.first_run, seen_[i].first_run);
  }

  RankFeatures features;
  features.profile = profile_;
  features.all = 1;
  features.bm25 = bm25_share;
  features.length = std::log(length_share);
  const double first_decay = weights_of(profile_).first_decay;
  double covered = 0, early = 0, in_lead = 0;
  for (std::size_t i = 0; i < words_->size(); ++i) {
    const RankedWord& word = (*words_)[i];
    if (word.stands_for != RankedWord::kItself) continue;
    if (is_apart(i)) seen_[i] = {};
    const Sighting& seen = seen_[i];
    covered += word.weight * seen.best;
    features.part += word.weight * (seen.best > 0 ? seen.best : kBigramsOnly * bigram_share(i));
    features.title += word.weight * seen.best_in_title;
    const bool is_there =
        seen.best_as_word >= least_of_all_ && (!word.is_glued || word.is_told || seen.is_beside);
    if (word.is_needed && !is_there) features.all = 0;
    if (seen.best == 0) continue;
    early += word.weight * seen.best / (1 + static_cast<double>(seen.first_run) / first_decay);
    if (seen.first_run < kLeadWords) in_lead += word.weight * seen.best;
  }
  const auto words = static_cast<double>(runs);
  const double to_long = ramp(words, kFirstRampBegin, kFirstRampWidth);
  const double to_lead = ramp(words, kLeadRampBegin, kLeadRampWidth);
  const double total = std::max(total_weight_, 1e-9);
  features.part /= total;
  features.title /= total;
  features.near = near_share();
  const double begin = verbatim_begin(words_->size());
  features.verbatim = ramp(features.near, begin, 1 - begin);
  features.sentence = best_sentence_ / total;
  features.first = ((1 - to_long) * early + to_long * kFirstOfLong * covered) / total;
  features.lead = (to_lead * in_lead + (1 - to_lead) * covered) / total;
  if (!numbered_.empty())
    features.number = kNumberAnywhere + (1 - kNumberAnywhere) * best_numbered_ / total;
  return features;
}

// Whether a word is one of letters and a number typed together, and stands by itself: 35 of F-35,
// or its F. Of more letters, GPT-5, the letters tell something.
bool Ranker::is_apart(std::size_t w) const {
  const auto is_end = [&](std::size_t i) {
    const RankedWord& word = (*words_)[i];
    return word.is_glued && word.script == Script::kNumber && !seen_[i].is_beside &&
           (*words_)[i - 1].script == Script::kLetter;
  };
  const bool is_letter = (*words_)[w].text.size() == 1 && w + 1 < words_->size();
  return is_end(w) || (is_letter && is_end(w + 1));
}

// The sentences with a number and one of the units asked for behind it.
void Ranker::find_numbers() {
  std::size_t sentence = 0;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    if (runs_[i].starts_sentence) ++sentence;
    const bool is_number = i > 0 && runs_[i].kind == RunClass::kHangul && runs_[i].is_glued &&
                           runs_[i - 1].kind == RunClass::kNumber &&
                           units_asked_.find(units_[runs_[i].begin]) != std::u16string_view::npos;
    if (is_number) numbered_.push_back(sentence);
  }
}

void Ranker::find_words(bool in_title) {
  const std::size_t begin = in_title ? 0 : first_body_run_;
  const std::size_t end = in_title ? first_body_run_ : runs_.size();
  for (std::size_t r = begin; r < end; ++r) {
    const TextRun& run = runs_[r];
    if (run.starts_sentence) {
      ++sentence_;
      in_sentence_ = 0;
    }
    if (run.kind == RunClass::kNumber || run.kind == RunClass::kLetter) {
      match_whole_runs(r, in_title);
      continue;
    }
    for (std::uint32_t at = run.begin; at < run.end; ++at) {
      char16_t c = units_[at];
      if (run.kind == RunClass::kHanja) {
        const auto readings = hanja_readings(c);
        if (!readings.empty()) c = units_[at] = readings[0];
      }
      if (!begins_word_.contains(c)) continue;
      for (std::size_t w = 0; w < words_->size(); ++w) {
        if ((*words_)[w].text[0] == c) match_at(r, at, w, in_title);
      }
    }
  }
}

void Ranker::match_whole_runs(std::size_t r, bool in_title) {
  const TextRun& run = runs_[r];
  const std::u16string_view text =
      std::u16string_view(units_).substr(run.begin, run.end - run.begin);
  if (!begins_word_.contains(text[0])) return;
  for (std::size_t w = 0; w < words_->size(); ++w) {
    const RankedWord& word = (*words_)[w];
    if (word.text != text) continue;
    const std::size_t last = last_run_of(r, word.rest);
    if (last == kNowhere) continue;
    const bool is_before_glued = r > 0 && runs_[r - 1].is_glued;
    const double quality =
        word.unit == 0 ? kWholeWord : quality_of_number(unit_behind(r, word.unit));
    sight(w, quality, {r, last, run.begin, runs_[last].end, sentence_, is_before_glued}, in_title);
  }
}

// The last run of a word of letters that begins with run `r` and goes on with `rest`; kNowhere if
// it does not.
std::size_t Ranker::last_run_of(std::size_t r, std::u16string_view rest) const {
  if (rest.empty()) return r;
  if (!are_signs_of(runs_[r].behind, rest)) return kNowhere;
  const std::size_t signs = count_letter_signs(rest);
  if (signs == rest.size()) return r;
  const bool is_next =
      r + 1 < runs_.size() && r + 1 != first_body_run_ && runs_[r + 1].gap_size == signs;
  if (!is_next) return kNowhere;
  const TextRun& next = runs_[r + 1];
  const std::u16string_view text = units_;
  return text.substr(next.begin, next.end - next.begin) == rest.substr(signs) ? r + 1 : kNowhere;
}

// What follows the number of run `r`, maybe behind spaces and marks.
UnitFit Ranker::unit_behind(std::size_t r, char16_t unit) const {
  const bool is_hangul = r + 1 < runs_.size() && runs_[r + 1].kind == RunClass::kHangul &&
                         !runs_[r + 1].starts_sentence;
  if (unit == RankedWord::kPercent || unit == RankedWord::kPercentPoint)
    return percent_behind(r, is_hangul, unit);
  if (!is_hangul) return UnitFit::kNone;
  if (units_[runs_[r + 1].begin] == unit) return UnitFit::kSame;
  return runs_[r + 1].is_glued ? UnitFit::kOther : UnitFit::kNone;
}

// `is_hangul`: of the next run.
UnitFit Ranker::percent_behind(std::size_t r, bool is_hangul, char16_t wanted) const {
  std::u16string_view next;
  if (r + 1 < runs_.size()) {
    const TextRun& run = runs_[r + 1];
    next = std::u16string_view(units_).substr(run.begin, run.end - run.begin);
  }
  const bool is_sign = runs_[r].is_percent;
  const bool is_spelled = !is_sign && is_hangul && next.starts_with(kPercentSpelled);
  if (is_spelled) next.remove_prefix(kPercentSpelled.size());
  const bool is_beside = is_spelled || (!next.empty() && runs_[r + 1].is_behind_percent);
  const bool is_point = is_beside && ((is_sign && next == u"p") || next.starts_with(kPointSpelled));
  return fit_of_percent(wanted, is_sign || is_spelled, is_point,
                        is_hangul && runs_[r + 1].is_glued);
}

// A word that begins at `at` in run `r`, and may go on in the next run of the sentence.
void Ranker::match_at(std::size_t r, std::size_t at, std::size_t w, bool in_title) {
  const RankedWord& word = (*words_)[w];
  if (word.script == Script::kNumber || word.script == Script::kLetter) return;
  if (word.is_hanja && runs_[r].kind != RunClass::kHanja) return;
  std::size_t run = r, position = at;
  WordParts parts;
  for (std::size_t i = 0; i < word.text.size(); ++i, ++position) {
    if (position == runs_[run].end) {
      const bool goes_on = run + 1 < runs_.size() && run - r < 2 &&
                           runs_[run + 1].kind == RunClass::kHangul &&
                           !runs_[run + 1].starts_sentence && stem_end(run) == runs_[run].end;
      if (!goes_on) return;
      const std::size_t part_begin = run == r ? at : runs_[run].begin;
      parts.add(position - part_begin, runs_[run].is_glued, runs_[run + 1].gap);
      position = runs_[++run].begin;
    }
    if (units_[position] != word.text[i]) return;
  }
  Place place{r, run, at, position, sentence_, r > 0 && runs_[r - 1].is_glued};
  const double found = quality(word, parts, place);
  if (found > 0) sight(w, found, place, in_title);
}

void Ranker::sight(std::size_t w, double quality, const Place& place, bool in_title) {
  const RankedWord& word = (*words_)[w];
  Sighting& seen = seen_[w];
  seen.best = std::max(seen.best, quality);
  if (!place.by_chance) seen.best_as_word = std::max(seen.best_as_word, quality);
  if (in_title) seen.best_in_title = std::max(seen.best_in_title, quality);
  const std::size_t first = in_title ? place.first_run : place.first_run - first_body_run_;
  seen.first_run = std::min(seen.first_run, first);
  if (word.stands_for == RankedWord::kItself) {
    if (w > 0) seen.near = std::max(seen.near, nearness(seen_[w - 1].last, place));
    const bool is_new = !seen.last || seen.last->sentence != place.sentence;
    if (is_new) in_sentence_ += word.weight * quality;
    best_sentence_ = std::max(best_sentence_, in_sentence_);
    if (std::ranges::binary_search(numbered_, place.sentence))
      best_numbered_ = std::max(best_numbered_, in_sentence_);
  }
  seen.last = place;
  const std::size_t asked = word.stands_for == RankedWord::kItself ? w : word.stands_for;
  Sighting& either = seen_[asked];
  either.is_in_row = true;
  if ((*words_)[asked].is_glued) {
    const Sighting& row = seen_[asked - 1];
    const std::optional<Place>& before = row.last_of_any;
    const bool stands_for_both =
        before && before->first_run == place.first_run && before->begin == place.begin;
    const bool is_behind = stands_for_both || nearness(before, place) >= 1;
    // Letters tell enough: S26 of 갤S26.
    const bool is_of_letters = (*words_)[asked - 1].script == Script::kLetter;
    either.is_in_row = is_behind && (row.is_in_row || is_of_letters);
    either.is_beside = either.is_beside || either.is_in_row;
  }
  if (asked + 1 < words_->size() && (*words_)[asked + 1].is_glued) either.last_of_any = place;
}

// How near a word that stands here is to where the one before it in the query was seen last.
double Ranker::nearness(const std::optional<Place>& before, const Place& place) {
  if (!before || before->sentence != place.sentence) return 0;
  if (before->last_run == place.first_run) return before->end <= place.begin ? 1 : 0;
  if (before->last_run + 1 == place.first_run) return 1;
  if (before->last_run + 2 != place.first_run) return 0;
  return place.is_run_before_glued ? 1 : kNextButOne;  // a josa behind letters is not between
}

double Ranker::near_share() const {
  double near = 0, total = 0;
  for (std::size_t i = 1; i < words_->size(); ++i) {
    const RankedWord& before = (*words_)[i - 1];
    const RankedWord& word = (*words_)[i];
    if (before.stands_for != RankedWord::kItself || word.stands_for != RankedWord::kItself)
      continue;
    const double weight = std::min(before.weight, word.weight);
    total += weight;
    const bool is_bound = before.is_genitive && profile_ == RankProfile::kFewWords;
    near += weight * seen_[i].near * (is_bound ? kBoundByGenitive : 1);
  }
  return total > 0 ? near / total : 0;
}

double Ranker::quality(const RankedWord& word, const WordParts& parts, Place& place) {
  const TextRun& first = runs_[place.first_run];
  const TextRun& last = runs_[place.last_run];
  const std::size_t end = place.end;
  const bool begins = place.begin == first.begin;
  const std::size_t stem = begins || word.text.size() > 1 ? stem_end(place.last_run) : 0;
  if (word.is_verb_stem && !begins_verb_ending({units_.data() + end, last.end - end})) return 0;
  WordFit fit;
  fit.begins = begins;
  fit.ends = end == last.end || end == stem;
  fit.is_past_stem = end >= stem;
  fit.crosses = place.first_run != place.last_run;
  if (word.is_mostly_apart && fit.crosses && end != last.end) {
    const auto text = std::u16string_view(units_).substr(last.begin, last.end - last.begin);
    fit.ends = Stemmer::shared().stem(text, 1).kept == 1;  // 큰 폭으로
    if (!fit.ends) return 0;                               // 큰 폭발
  }
  if (fit.crosses) {
    const auto text = std::u16string_view(units_).substr(last.begin, last.end - last.begin);
    const bool is_syllable = is_one_syllable(text, word.is_mostly_apart);
    place.by_chance = !parts.are_one(word, begins, end - last.begin, fit.ends, is_syllable);
  }
  if (!begins && !fit.crosses && torn_ != nullptr && word.text.size() == 2 && !word.is_verb) {
    const auto run = std::u16string_view(units_).substr(first.begin, first.end - first.begin);
    fit.is_torn = torn_->is_torn(word.text, run, place.begin - first.begin, stem - first.begin);
  }
  if (word.is_syllable) {
    const auto run = std::u16string_view(units_).substr(first.begin, first.end - first.begin);
    fit.is_syllable = is_one_syllable(run, false);
  }
  fit.is_unit = first.is_glued && runs_[place.first_run - 1].kind == RunClass::kNumber;
  fit.units = first.end - first.begin;
  fit.stem_units = begins ? stem - first.begin : 0;
  place.by_chance = place.by_chance || fit.is_other_word(word);
  return fit.quality(word);
}

// Where the stem of a Hangul run ends, as far as it stands there as written.
std::size_t Ranker::stem_end(std::size_t r) {
  TextRun& run = runs_[r];
  if (run.stem_end == 0) {
    run.stem_end = run.end;
    if (run.kind == RunClass::kHangul) {
      const auto word = std::u16string_view(units_).substr(run.begin, run.end - run.begin);
      const std::size_t least = run.is_glued ? 1 : 2;
      run.stem_end =
          run.begin + static_cast<std::uint32_t>(Stemmer::shared().stem(word, least).kept);
    }
  }
  return run.stem_end;
}

// How many of a word's bigrams stand somewhere in the text.
double Ranker::bigram_share(const RankedWord& word) const {
  if (word.script != Script::kHangul || word.text.size() < 2) return 0;
  std::size_t found = 0;
  for (std::size_t i = 0; i + 1 < word.text.size(); ++i) {
    const char16_t first = word.text[i], second = word.text[i + 1];
    unsigned stands = 0;  // no early end: the compiler then compares many units at once
    for (std::size_t at = 0; at + 1 < units_.size(); ++at)
      stands |= static_cast<unsigned>(units_[at] == first) &
                static_cast<unsigned>(units_[at + 1] == second);
    found += stands;
  }
  return static_cast<double>(found) / static_cast<double>(word.text.size() - 1);
}

}  // namespace gisa
