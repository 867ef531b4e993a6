#include "common/analysis/analyzer.h"

#include <algorithm>

#include "common/analysis/hanja_words.h"
#include "common/analysis/letter_words.h"
#include "common/analysis/number_words.h"
#include "common/analysis/spelled_numbers.h"
#include "common/analysis/token_writer.h"

namespace gisa {
namespace {

constexpr std::size_t kWordsAhead = 8;  // asked for before they are needed

std::u16string_view unit_sign(std::u16string_view word, bool is_glued) {
  static const WordTable<std::u16string_view> signs = [] {
    WordTable<std::u16string_view> table;
    for (const rules::Unit& unit : rules::units()) table.add(unit.word) = unit.sign;
    return table;
  }();
  const std::u16string_view* const found = signs.find(word);
  if (found == nullptr || (!is_glued && word == u"프로")) return {};  // 2 프로 골퍼
  return *found;
}

// The word stands directly behind a number, or with one space between.
bool follows_number(const Analysis& analysis, const Word& word) {
  const Word* const previous = before(analysis, word);
  if (previous == nullptr || previous->script != Script::kNumber) return false;
  const std::uint32_t end = previous->end;
  return word.begin == end || (word.begin == end + 1 && analysis.normalized.units[end] == u' ');
}

const SyllableSet& common_syllables() {
  static const SyllableSet instance = [] {
    SyllableSet set;
    for (const char16_t syllable : rules::common_syllables()) set.add(syllable);
    return set;
  }();
  return instance;
}

// Whether a number counts something; the 9 of K9 does not.
bool counts(const Analysis& analysis, const Word& number) {
  const Word* const previous = before(analysis, number);
  return !(number.is_glued && previous != nullptr && previous->script == Script::kLetter);
}

// Whether a josa behind a number is none: 만 is ten thousand, 1인 one person and 10도 ten degrees.
// But K9도 is K9+도.
bool is_unit(std::u16string_view josa, const Analysis& analysis, const Word& number) {
  if (josa == u"만") return true;
  if (josa[0] != u'인' && josa[0] != u'도') return false;
  return counts(analysis, number) && Stemmer::shared().stem(josa, 1).size() == 1;
}

// Words whose second syllable is no josa even behind a number, where a stem may have one: 20프로,
// 12·3내란.
bool is_two_syllables(std::u16string_view surface) {
  return surface.starts_with(u"프로") || surface.starts_with(u"내란");
}

}  // namespace

void Analysis::clear() {
  normalized.clear();
  characters.clear();
  words.clear();
  tokens.clear();
}

bool has_syllable_term(char16_t syllable) { return !common_syllables().contains(syllable); }

Analyzer::Analyzer(Use use)
    : stemmer_(Stemmer::shared()),
      hangul_words_(use == Use::kArticles ? HangulWordReader::kManyWords
                                          : HangulWordReader::kFewWords) {}

void Analyzer::analyze(std::string_view utf8, Analysis& out) { read_words(utf8, out, nullptr); }

void Analyzer::find_words(std::string_view utf8, Analysis& out) {
  NoTokens none;
  read_words(utf8, out, &none);
}

void Analyzer::analyze(std::string_view utf8, TokenSink& sink) {
  read_words(utf8, words_, &sink);
  for (const Token& token : words_.tokens) sink.add(token.kind, words_.text(token.text));
}

void Analyzer::read_words(std::string_view utf8, Analysis& out, TokenSink* sink) {
  out.clear();
  normalize(utf8, out.normalized);
  out.characters = out.normalized.units;
  segmenter_.segment(out.normalized.units, segments_);
  join_spelled_numbers(out.normalized.units, segments_);
  find_places(out);
  for (std::size_t at = 0; at < segments_.size();) at += add_segment(at, out, sink);
}

void Analyzer::find_places(const Analysis& out) {
  const std::u16string_view units = out.normalized.units;
  places_.resize(segments_.size());
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const Segment& segment = segments_[i];
    if (segment.script != Script::kHangul) continue;
    places_[i] = hangul_words_.place_of(units.substr(segment.begin), segment.end - segment.begin);
    if (i < kWordsAhead) hangul_words_.prefetch(places_[i]);
  }
}

// Adds the word that begins with a segment; returns how many segments it took.
std::size_t Analyzer::add_segment(std::size_t at, Analysis& out, TokenSink* sink) {
  const Segment& segment = segments_[at];
  const std::size_t ahead = at + kWordsAhead;
  if (ahead < segments_.size() && segments_[ahead].script == Script::kHangul) {
    hangul_words_.prefetch(places_[ahead]);
  }
  switch (segment.script) {
    case Script::kHangul:
      add_hangul(at, out, sink);
      return 1;
    case Script::kHanja:
      add_hanja(segment, out);
      return 1;
    case Script::kNumber:
      add_number(segment, out);
      return 1;
    case Script::kLetter:
      return add_letters(segments_, at, out);
  }
  return 1;
}

void Analyzer::add_hangul(std::size_t at, Analysis& out, TokenSink* sink) {
  Word& word = begin_word(segments_[at], out);
  TokenWriter writer(out);
  const std::u16string_view surface = out.surface(word);
  const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
  const Word* const previous = before(out, word);
  const bool after_foreign = word.is_glued && !is_syllabic(previous->script);
  const bool after_number = after_foreign && previous->script == Script::kNumber;
  const bool looks_like_josa = word.is_glued && stemmer_.is_josa(surface);
  if (looks_like_josa && !(after_number && is_unit(surface, out, *previous))) {
    word.role = WordRole::kParticle;
    return writer.finish(word, first_token);
  }

  const std::size_t least = after_foreign && !is_two_syllables(surface) ? 1 : 2;
  const HangulWord& read = hangul_words_.read(surface, places_[at], least);
  const StemResult& stem = read.stem;
  const CharacterRange syllables = writer.append_stem(word, stem);
  if (follows_percent_sign(out, word) && out.text(syllables) == u"포인트") {
    word.role = WordRole::kParticle;
    writer.replace_previous(u"%p");
    return writer.finish(word, first_token);
  }
  word.stem = syllables;
  // A syllable put in for a contraction stands for the contracted one.
  const std::uint32_t covered = stem.kept + (stem.added_size == 0 ? 0 : 1);
  word.stem_end = std::min(word.begin + covered, word.end);
  word.is_verb = stem.is_verb;
  word.is_ambiguous = stem.is_ambiguous;
  // 등 is empty, 1등 is not.
  const bool is_counter = after_number && stem.size() == 1 && counts(out, *previous);
  word.role = looks_like_josa || is_counter ? WordRole::kContent : read.role;
  const std::u16string_view sign = follows_number(out, word)
                                       ? unit_sign(out.text(syllables), word.is_glued)
                                       : std::u16string_view{};
  const bool has_sign = !sign.empty();
  if (has_sign) {
    word.script = Script::kLetter;
    word.stem = writer.append(sign);
  } else {
    writer.link(word, std::min(word.begin, word.stem_end - 1) + 1, sink);
  }
  writer.add_stem(word, syllables, read.syllable, sink);
  if (stem.may_be_name) writer.add_name(word, sink);
  if (has_sign) writer.add(TokenKind::kWord, word.begin, word.stem_end, word.stem);
  writer.finish(word, first_token);
}

}  // namespace gisa
