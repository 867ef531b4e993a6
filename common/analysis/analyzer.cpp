#include "common/analysis/analyzer.h"

#include <algorithm>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/spelled_numbers.h"

namespace gisa {
namespace {

constexpr std::size_t kWordsAhead = 8;    // asked for before they are needed
constexpr std::size_t kLongestWord = 64;  // units of a word of letters or digits that are kept
constexpr std::size_t kMostReadings = 2;  // of one Hanja, that are combined into bigrams

bool ends_sentence(char16_t c) {
  return c == u'.' || c == u'?' || c == u'!' || c == u'\n' || c == u'。';
}

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

// The word before one of the analysis; null if that is the first.
const Word* before(const Analysis& analysis, const Word& word) {
  return &word == analysis.words.data() ? nullptr : &word - 1;
}

// The word stands directly behind a number, or with one space between.
bool follows_number(const Analysis& analysis, const Word& word) {
  const Word* const previous = before(analysis, word);
  if (previous == nullptr || previous->script != Script::kNumber) return false;
  const std::uint32_t end = previous->end;
  return word.begin == end || (word.begin == end + 1 && analysis.normalized.units[end] == u' ');
}

bool follows_percent_sign(const Analysis& analysis, const Word& word) {
  return word.is_glued && analysis.text(before(analysis, word)->stem) == u"%";
}

bool is_apostrophe(char16_t c) { return c == u'\'' || c == u'’'; }

// 06, which as part of a date is 6.
bool has_leading_zero(std::u16string_view digits) {
  return digits.size() == 2 && digits[0] == u'0';
}

// 06 in 2025-06-11, 06월 or 3시 05분.
bool is_part_of_date(const Analysis& analysis, const Word& word) {
  const std::u16string_view units = analysis.normalized.units;
  const bool has_unit =
      word.end < units.size() &&
      std::u16string_view(u"월일시분초").find(units[word.end]) != std::u16string_view::npos;
  if (has_unit) return true;
  const Word* const previous = before(analysis, word);
  if (previous == nullptr || previous->script != Script::kNumber) return false;
  const std::uint32_t end = previous->end;
  return word.begin == end + 1 && (units[end] == u'.' || units[end] == u'-' || units[end] == u'/');
}

// A word of letters that signs or digits belong to: c++, c#, r&d, m2.
struct SignedWord {
  std::size_t segments = 0;  // how many it is made of; 0: there is none
  std::uint32_t end = 0;
};

SignedWord read_signed_word(std::u16string_view units, const std::vector<Segment>& segments,
                            std::size_t at) {
  constexpr std::uint32_t kLongestAroundAmpersand = 3;  // at&t, but smith & wesson are two
  const Segment& here = segments[at];
  const auto unit = [&](std::uint32_t i) { return i < units.size() ? units[i] : u'\0'; };
  const std::uint32_t size = here.end - here.begin;
  if (unit(here.end) == u'+' && unit(here.end + 1) == u'+') return {1, here.end + 2};
  const Segment* const next = at + 1 < segments.size() ? &segments[at + 1] : nullptr;
  const bool next_is_near = next != nullptr && next->begin <= here.end + 1;
  if (size == 1 && unit(here.end) == u'#' && !(next_is_near && next->script != Script::kHangul)) {
    return {1, here.end + 1};
  }
  if (next == nullptr) return {};
  if (unit(here.end) == u'&' && next->begin == here.end + 1 && next->script == Script::kLetter &&
      size <= kLongestAroundAmpersand && next->end - next->begin <= kLongestAroundAmpersand) {
    return {2, next->end};
  }
  const std::u16string_view letters = units.substr(here.begin, size);
  const bool is_length =
      letters == u"m" || letters == u"km" || letters == u"cm" || letters == u"mm";
  if (is_length && next->begin == here.end && next->end == here.end + 1 &&
      (unit(next->begin) == u'2' || unit(next->begin) == u'3')) {
    return {2, next->end};
  }
  return {};
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

CharacterRange part(CharacterRange range, std::size_t at, std::size_t size) {
  return {range.begin + static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(size)};
}

// Adds a word that is the segment. It is made where it stays: to copy what was just written takes
// longer than to write it.
inline Word& begin_word(const Segment& segment, Analysis& out) {
  const bool is_first = out.words.empty();
  const std::uint32_t gap = is_first ? 0 : out.words.back().end;
  Word& word = out.words.emplace_back();
  word.script = segment.script;
  word.begin = segment.begin;
  word.end = word.stem_end = segment.end;
  word.is_glued = !is_first && gap == segment.begin;
  for (std::uint32_t i = gap; i < segment.begin && !word.starts_sentence; ++i) {
    word.starts_sentence = ends_sentence(out.normalized.units[i]);
  }
  return word;
}

// Adds tokens to the last word of `out`.
class TokenWriter {
 public:
  explicit TokenWriter(Analysis& out) : out_(out) {}

  CharacterRange append(std::u16string_view text) {
    const CharacterRange range{static_cast<std::uint32_t>(out_.characters.size()),
                               static_cast<std::uint32_t>(text.size())};
    out_.characters.append(text);
    return range;
  }

  void add(TokenKind kind, std::uint32_t begin, std::uint32_t end, CharacterRange text) {
    out_.tokens.push_back({kind, begin, end, text});
  }

  // A word of letters or digits that has no marks inside; `begin` is where its stem begins.
  void finish_plain(Word& word, std::uint32_t begin) {
    const auto first_token = static_cast<std::uint32_t>(out_.tokens.size());
    word.stem = {begin, std::min<std::uint32_t>(word.end - begin, kLongestWord)};
    add(TokenKind::kWord, word.begin, word.end, word.stem);
    finish(word, first_token);
  }

  // The stem of a word of Hangul: as written, but for syllables that undo a contraction.
  CharacterRange append_stem(const Word& word, const StemResult& stem) {
    if (stem.added_size == 0) return {word.begin, stem.kept};
    CharacterRange range = append(out_.surface(word).substr(0, stem.kept));
    range.size += append(stem.added()).size;
    return range;
  }

  // The tokens of a stem of Hangul, and of the one syllable that the word may be no more than.
  void add_stem(const Word& word, CharacterRange stem, char16_t syllable, TokenSink* sink) {
    if (sink != nullptr) {
      sink->add_stem(out_.text(stem));
      if (syllable != 0) sink->add(TokenKind::kSyllableWord, {&syllable, 1});
      return;
    }
    const auto unit = [&](std::size_t i) {
      return std::min(word.begin + static_cast<std::uint32_t>(i), word.stem_end - 1);
    };
    for_each_token_of_stem(
        out_.text(stem), [&](TokenKind kind, std::size_t first, std::size_t size) {
          add(kind, unit(first), unit(first + size - 1) + 1, part(stem, first, size));
        });
    if (syllable == 0) return;
    add(TokenKind::kSyllableWord, word.begin, word.begin + 1, append({&syllable, 1}));
  }

  // Finishes the word: tokens added since `first_token` are its own.
  void finish(Word& word, std::uint32_t first_token) {
    word.first_token = first_token;
    word.token_count = static_cast<std::uint32_t>(out_.tokens.size()) - first_token;
  }

  // Adds another part of the last word as a word of its own.
  Word& add_part() {
    Word part = out_.words.back();
    part.starts_sentence = false;
    part.is_glued = true;
    return out_.words.emplace_back(part);
  }

  // Makes the word before, of letters, another one.
  void replace_previous(std::u16string_view text) {
    Word& word = out_.words[out_.words.size() - 2];
    word.stem = append(text);
    for (std::uint32_t i = 0; i < word.token_count; ++i) {
      Token& token = out_.tokens[word.first_token + i];
      if (token.kind == TokenKind::kWord) token.text = word.stem;
    }
  }

  // A link from the previous word of Hangul or Hanja, if both belong to one sentence.
  void link(const Word& word, std::uint32_t first_unit_end, TokenSink* sink) {
    const Word* previous = before(out_, word);
    if (previous == nullptr || word.starts_sentence || word.is_filler()) return;
    if (previous->role == WordRole::kParticle) {
      if (previous->starts_sentence) return;
      previous = before(out_, *previous);
      if (previous == nullptr) return;
    }
    if (!is_syllabic(previous->script) || previous->stem.size == 0 || previous->is_filler()) return;
    const char16_t ends[] = {out_.characters[previous->stem.begin + previous->stem.size - 1],
                             out_.characters[word.stem.begin]};
    if (sink != nullptr) return sink->add_link(ends[0], ends[1]);
    const CharacterRange range = append({ends, 2});
    add(TokenKind::kLink, previous->stem_end - 1, first_unit_end, range);
  }

 private:
  Analysis& out_;
};

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
      return add_letters(at, out);
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
  if (has_sign) writer.add(TokenKind::kWord, word.begin, word.stem_end, word.stem);
  writer.finish(word, first_token);
}

void Analyzer::add_hanja(const Segment& segment, Analysis& out) {
  Word& word = begin_word(segment, out);
  TokenWriter writer(out);
  const std::u16string_view surface =
      std::u16string_view(out.normalized.units).substr(segment.begin, segment.end - segment.begin);
  const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
  const std::u16string_view abbreviation =
      surface.size() == 1 ? hanja_abbreviation(surface[0]) : std::u16string_view{};

  // The readings that may stand at position i: at most a few, by the initial sound law.
  const auto readings_at = [&](std::size_t i) {
    std::u16string chosen;
    const std::u16string_view all = hanja_readings(surface[i]);
    const bool has_other =
        std::ranges::any_of(all, [](char16_t c) { return !is_barred_at_word_start(c); });
    for (const char16_t reading : all) {
      if (i == 0 && has_other && is_barred_at_word_start(reading)) continue;
      if (chosen.size() < kMostReadings) chosen.push_back(reading);
    }
    if (chosen.empty()) chosen.push_back(surface[i]);
    return chosen;
  };

  std::u16string stem;
  std::vector<std::u16string> readings;
  for (std::size_t i = 0; i < surface.size(); ++i) {
    readings.push_back(readings_at(i));
    stem.push_back(readings.back()[0]);
  }
  word.stem = writer.append(abbreviation.empty() ? std::u16string_view(stem) : abbreviation);
  writer.link(word, word.begin + 1, nullptr);

  const auto add = [&](TokenKind kind, std::size_t at, std::u16string_view text) {
    const auto begin = word.begin + static_cast<std::uint32_t>(at);
    const auto width = static_cast<std::uint32_t>(kind == TokenKind::kBigram ? text.size() : 1);
    writer.add(kind, begin, std::min(begin + width, word.end), writer.append(text));
  };
  for (std::size_t i = 0; i + 1 < abbreviation.size(); ++i)
    add(TokenKind::kBigram, 0, abbreviation.substr(i, 2));
  if (abbreviation.size() == 1) add(TokenKind::kSyllableWord, 0, abbreviation);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    for (const char16_t first : readings[i]) {
      if (has_syllable_term(first)) add(TokenKind::kSyllable, i, {&first, 1});
      if (i + 1 == readings.size()) continue;
      for (const char16_t second : readings[i + 1]) {
        const char16_t pair[] = {first, second};
        add(TokenKind::kBigram, i, {pair, 2});
      }
    }
  }
  if (surface.size() == 1) {
    add(TokenKind::kSyllableWord, 0, surface);
    if (abbreviation.empty()) {
      for (const char16_t reading : readings[0]) add(TokenKind::kSyllableWord, 0, {&reading, 1});
    }
  }
  for (std::size_t i = 0; i + 1 < surface.size(); ++i)
    add(TokenKind::kBigram, i, surface.substr(i, 2));
  writer.finish(word, first_token);
}

void Analyzer::add_number(const Segment& segment, Analysis& out) {
  Word& word = begin_word(segment, out);
  const std::u16string_view units = out.normalized.units;
  const std::u16string_view surface = out.surface(word);
  const auto is_mark = [](char16_t c) { return c == u',' || c == u'.' || c == u'\''; };
  if (std::ranges::none_of(surface, is_mark)) {
    const bool has_zero = has_leading_zero(surface) && is_part_of_date(out, word);
    TokenWriter(out).finish_plain(word, word.begin + (has_zero ? 1 : 0));
  } else {
    add_marked_number(surface, out);
  }
  if (segment.end < units.size() && units[segment.end] == u'%') add_percent_sign(out);
}

// A number with marks inside, as the last word; a date is three.
void Analyzer::add_marked_number(std::u16string_view surface, Analysis& out) {
  const std::uint32_t first = out.words.back().begin;
  const bool is_date_like = std::ranges::count(surface, u'.') > 1;  // 2025.06.11: three numbers
  std::uint32_t begin = 0;
  std::u16string digits;
  for (std::uint32_t i = 0; i <= surface.size(); ++i) {
    const bool stops = i == surface.size() || (is_date_like && surface[i] == u'.');
    if (!stops) {
      if (surface[i] != u',' && surface[i] != u'\'' && digits.size() < kLongestWord)
        digits += surface[i];
      continue;
    }
    TokenWriter writer(out);
    Word& word = begin == 0 ? out.words.back() : writer.add_part();
    word.begin = first + begin;
    word.end = word.stem_end = first + i;
    const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
    if (has_leading_zero(digits) && is_part_of_date(out, word)) digits.erase(0, 1);
    word.stem = writer.append(digits);
    writer.add(TokenKind::kWord, word.begin, word.end, word.stem);
    writer.finish(word, first_token);
    digits.clear();
    begin = i + 1;
  }
}

// The sign behind the last word, a number, as a word of its own.
void Analyzer::add_percent_sign(Analysis& out) {
  TokenWriter writer(out);
  const std::uint32_t begin = out.words.back().end;
  Word& word = out.words.emplace_back();
  word.script = Script::kLetter;
  word.is_glued = true;
  word.begin = begin;
  word.end = word.stem_end = word.begin + 1;
  const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
  word.stem = writer.append(u"%");
  writer.add(TokenKind::kWord, word.begin, word.end, word.stem);
  writer.finish(word, first_token);
}

std::size_t Analyzer::add_letters(std::size_t at, Analysis& out) {
  Word& word = begin_word(segments_[at], out);
  const std::u16string_view units = out.normalized.units;
  const Segment& segment = segments_[at];
  std::u16string_view surface = units.substr(segment.begin, segment.end - segment.begin);
  if (surface == u"p" && follows_percent_sign(out, word)) {
    TokenWriter writer(out);
    writer.replace_previous(u"%p");
    word.role = WordRole::kParticle;
    writer.finish(word, static_cast<std::uint32_t>(out.tokens.size()));
    return 1;
  }
  if (const SignedWord special = read_signed_word(units, segments_, at); special.segments > 0) {
    TokenWriter writer(out);
    const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
    word.end = word.stem_end = special.end;
    word.stem = writer.append(units.substr(word.begin, word.end - word.begin));
    writer.add(TokenKind::kWord, word.begin, word.end, word.stem);
    writer.finish(word, first_token);
    return special.segments;
  }
  const auto is_mark = [](char16_t c) { return c == u'.' || is_apostrophe(c); };
  if (std::ranges::none_of(surface, is_mark)) {
    TokenWriter(out).finish_plain(word, word.begin);
    return 1;
  }
  // Possessive: korea's -> korea.
  if (surface.size() > 2 && surface.back() == u's' && is_apostrophe(surface[surface.size() - 2])) {
    surface.remove_suffix(2);
  }
  // u.s.a is one word, example.com two.
  const bool is_acronym = [&] {
    for (std::size_t i = 1; i < surface.size(); i += 2) {
      if (surface[i] != u'.') return false;
    }
    return surface.size() % 2 == 1 && surface.size() > 1;
  }();
  std::uint32_t begin = 0;
  std::u16string letters;
  for (std::uint32_t i = 0; i <= surface.size(); ++i) {
    const bool stops = i == surface.size() || (surface[i] == u'.' && !is_acronym);
    if (!stops) {
      const bool kept = surface[i] != u'.' && !is_apostrophe(surface[i]);
      if (kept && letters.size() < kLongestWord) letters += surface[i];
      continue;
    }
    TokenWriter writer(out);
    Word& part = begin == 0 ? word : writer.add_part();
    part.begin = segment.begin + begin;
    part.end = segment.begin + i;
    part.stem_end = part.end;
    if (i == surface.size()) part.end = segment.end;
    const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
    part.stem = writer.append(letters);
    writer.add(TokenKind::kWord, part.begin, part.stem_end, part.stem);
    writer.finish(part, first_token);
    letters.clear();
    begin = i + 1;
  }
  return 1;
}

}  // namespace gisa
