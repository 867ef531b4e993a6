#include "searcher/engine/ranking/dense_words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <utility>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/term_rules/stemmer.h"
#include "common/articles/dense_text.h"
#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"
#include "searcher/engine/text/one_syllable.h"
#include "searcher/engine/words/verb_stems.h"

namespace gisa {
namespace {

using Kind = DenseScan::Kind;

// Empty if it is no syllable.
std::string code_of(char16_t syllable) {
  return is_hangul_syllable(syllable) ? dense_code(syllable) : std::string();
}

// Places of a character of a block, also such as are second bytes of others.
std::uint64_t places_of(std::string_view code, const char* block) {
  return code.size() > 1 ? ByteBlock::pairs(block, code[0], code[1])
                         : ByteBlock(block).equal(code[0]);
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// Bytes behind the text may be read.
bool stands_at(std::string_view text, std::size_t at, std::string_view code) {
  const char* const here = text.data() + at;
  return here[0] == code[0] && (code.size() == 1 || here[1] == code[1]) &&
         code.size() <= text.size() - at;
}

// Bytes of a block with Hangul `distance` (1 to 63) bytes behind them.
std::uint64_t before_hangul(const DenseScan& text, std::size_t block, std::size_t distance) {
  const std::uint64_t here = text.blocks()[block].of(Kind::kHangul);
  const std::uint64_t next =
      block + 1 < text.blocks().size() ? text.blocks()[block + 1].of(Kind::kHangul) : 0;
  return here >> distance | next << (DenseScan::kBlock - distance);
}

// Whether the second code follows the first one somewhere, with nothing but marks between.
bool holds_bigram(const DenseScan& text, std::string_view first, std::string_view second) {
  const auto is_next = [&](std::size_t at) {
    const std::size_t next = text.next_word_character(at);
    return next != DenseScan::kNone && text.is_read(next, second);
  };
  for (std::size_t block = 0; block < text.blocks().size(); ++block) {
    const char* const bytes = text.text().data() + block * DenseScan::kBlock;
    std::uint64_t places = places_of(first, bytes) & text.blocks()[block].characters;
    if (places == 0) continue;
    const std::uint64_t before = before_hangul(text, block, first.size());
    if ((places & before & places_of(second, bytes + first.size())) != 0) return true;
    for (places &= ~before; places != 0; places &= places - 1) {
      const std::size_t at =
          block * DenseScan::kBlock + static_cast<std::size_t>(std::countr_zero(places));
      if (is_next(at + first.size())) return true;
    }
  }
  return std::ranges::any_of(text.hanja(), [&](const DenseScan::Hanja& hanja) {
    return hanja.reading == first && is_next(hanja.at + 1);
  });
}

std::size_t count_characters(const DenseScan& text, std::size_t begin, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t at = begin; at < end; at += dense::code_size(text.text()[at])) ++count;
  return count;
}

// Whether the title ends with the first code and the body begins with the second.
bool is_at_joint(const DenseScan& title, const DenseScan& body, std::string_view first,
                 std::string_view second) {
  std::size_t last = DenseScan::kNone;
  for (std::size_t at = title.next_word_character(0); at != DenseScan::kNone;
       at = title.next_word_character(at + 1))
    last = at;
  const std::size_t begin = body.next_word_character(0);
  return last != DenseScan::kNone && begin != DenseScan::kNone && title.is_read(last, first) &&
         body.is_read(begin, second);
}

}  // namespace

DenseWordFinder::DenseWordFinder() : known_stems_(kKnownStems) {}

void DenseWordFinder::start(const std::vector<RankedWord>& words, TornWords* torn) {
  words_ = &words;
  torn_ = torn;
  codes_.assign(words.size(), {});
  units_.assign(words.size(), {});
  beginnings_.clear();
  finds_all_ = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const RankedWord& word = words[i];
    const bool is_loose = word.script == Script::kLetter || word.script == Script::kNumber;
    units_[i] = code_of(word.unit);
    std::string first;
    if (word.text[0] < 0x80) {
      first.assign(1, static_cast<char>(word.text[0]));
    } else if (!is_loose) {
      for (const char16_t c : word.text) codes_[i].push_back(code_of(c));
      const bool is_hangul = std::ranges::none_of(codes_[i], &std::string::empty);
      if (is_hangul) first = codes_[i][0];
      if (std::ranges::any_of(word.text, is_hanja)) finds_all_ = false;
    }
    // Other words stand in no text that a DenseScan reads.
    if (first.empty()) continue;
    auto known = std::ranges::find(beginnings_, first, &Beginning::code);
    if (known == beginnings_.end()) known = beginnings_.insert(known, {first, {}, false, {}});
    known->words.push_back(i);
    if (codes_[i].size() < 2) {
      known->may_be_alone = true;
    } else if (std::ranges::find(known->seconds, codes_[i][1]) == known->seconds.end()) {
      known->seconds.push_back(codes_[i][1]);
    }
  }
  found_.assign(beginnings_.size(), 0);
}

// Places in a block where a word may begin.
std::uint64_t DenseWordFinder::find_beginnings(const DenseScan& text, std::size_t block) {
  const char* const bytes = text.text().data() + block * DenseScan::kBlock;
  const DenseScan::Block& scan = text.blocks()[block];
  std::uint64_t any = 0;
  for (std::size_t i = 0; i < beginnings_.size(); ++i) {
    const std::string& code = beginnings_[i].code;
    std::uint64_t places = 0;
    if (static_cast<unsigned char>(code[0]) < 0x80) {
      places = ByteBlock(bytes).equal(code[0]) | ByteBlock(bytes).equal(upper(code[0]));
      places &= scan.starts & (scan.of(Kind::kLetter) | scan.of(Kind::kNumber));
    } else {
      places = places_of(code, bytes) & scan.characters & scan.of(Kind::kHangul);
      if (places != 0 && !beginnings_[i].may_be_alone) {
        // In the same run the second syllable is next to it.
        std::uint64_t possible = ~before_hangul(text, block, code.size());
        for (const std::string& second : beginnings_[i].seconds)
          possible |= places_of(second, bytes + code.size());
        places &= possible;
      }
    }
    found_[i] = places;
    any |= places;
  }
  if (scan.of(Kind::kHanja) != 0) any |= find_readings(text, block);
  return any;
}

// Adds the Hanja of a block that are read as what a word begins with.
std::uint64_t DenseWordFinder::find_readings(const DenseScan& text, std::size_t block) {
  std::uint64_t any = 0;
  const std::size_t begin = block * DenseScan::kBlock, end = begin + DenseScan::kBlock;
  const auto first = std::ranges::lower_bound(text.hanja(), begin, {}, &DenseScan::Hanja::at);
  for (auto here = first; here != text.hanja().end() && here->at < end; ++here) {
    const DenseScan::Hanja& hanja = *here;
    const std::uint64_t bit = std::uint64_t{1} << hanja.at % DenseScan::kBlock;
    for (std::size_t i = 0; i < beginnings_.size(); ++i) {
      if (beginnings_[i].code != hanja.reading) continue;
      found_[i] |= bit;
      any |= bit;
    }
  }
  return any;
}

double DenseWordFinder::match_at(const DenseScan& text, std::size_t at, std::size_t word,
                                 DensePlace& place) {
  place.begin = at;
  double quality = 0;
  if (codes_[word].empty()) {
    const Kind kind = text.is(Kind::kNumber, at) ? Kind::kNumber : Kind::kLetter;
    place.end = text.end_of_run(at, kind);
    if (!is_whole_run(text, at, place.end, (*words_)[word].text)) return 0;
    quality = (*words_)[word].unit == 0 ? kWholeWord
                                        : quality_of_number(unit_behind(text, place.end, word));
    place.first_run = place.last_run = text.run_at(at);
    if (!goes_on(text, (*words_)[word].rest, place)) return 0;
  } else {
    quality = match_syllables(text, at, word, place);
  }
  if (quality == 0) return 0;
  const std::size_t begin = text.begin_of_run(at);
  if (place.first_run > 0) {
    const std::size_t before = text.begin_of_run(begin - 1);
    place.is_run_before_glued = before > 0 && text.is_word(before - 1);
  }
  return quality;
}

// Letters in any case, numbers without their commas and perhaps with 천.
bool DenseWordFinder::is_whole_run(const DenseScan& text, std::size_t begin, std::size_t end,
                                   std::u16string_view word) {
  std::size_t i = 0;
  for (std::size_t at = begin; at < end; at += dense::code_size(text.text()[at])) {
    const char c = text.text()[at];
    if (c == ',') continue;
    const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
    const char16_t unit = is_ascii ? static_cast<char16_t>(to_lower(c))
                                   : dense::syllable(c, text.text().data()[at + 1]);
    if (i == word.size() || unit != word[i]) return false;
    ++i;
  }
  return i == word.size();
}

// Whether a word of letters goes on with `rest` behind its first run.
bool DenseWordFinder::goes_on(const DenseScan& text, std::u16string_view rest, DensePlace& place) {
  if (rest.empty()) return true;
  if (!are_signs_of(letter_signs(text.text().substr(place.end)), rest)) return false;
  const std::size_t signs = count_letter_signs(rest);
  if (signs == rest.size()) return true;
  const std::size_t next = place.end + signs;
  if (next >= text.text().size() || !text.is(Kind::kLetter, next)) return false;
  place.end = text.end_of_run(next, Kind::kLetter);
  place.last_run = place.first_run + 1;
  return is_whole_run(text, next, place.end, rest.substr(signs));
}

// What follows the number that ends at `end`, maybe behind spaces and marks.
UnitFit DenseWordFinder::unit_behind(const DenseScan& text, std::size_t end,
                                     std::size_t number) const {
  const std::size_t next = text.next_run(end);
  const bool is_hangul = next != DenseScan::kNone && text.is(Kind::kHangul, next) &&
                         text.sentence_at(next) == text.sentence_at(end - 1);
  const char16_t unit = (*words_)[number].unit;
  if (unit == RankedWord::kPercent || unit == RankedWord::kPercentPoint)
    return percent_behind(text, end, is_hangul ? next : DenseScan::kNone, unit);
  if (!is_hangul) return UnitFit::kNone;
  if (stands_at(text.text(), next, units_[number])) return UnitFit::kSame;
  return next == end ? UnitFit::kOther : UnitFit::kNone;
}

// `hangul`: the next run, if it is of syllables.
UnitFit DenseWordFinder::percent_behind(const DenseScan& text, std::size_t end, std::size_t hangul,
                                        char16_t wanted) {
  static const std::string wide_sign = dense_form("％");
  static const std::string percent = dense_form("퍼센트"), point = dense_form("포인트");
  std::string_view behind = text.text().substr(end);
  const bool is_wide = behind.starts_with(wide_sign);
  const bool is_sign = is_wide || behind.starts_with('%');
  const bool is_spelled =
      !is_sign && hangul != DenseScan::kNone && text.text().substr(hangul).starts_with(percent);
  if (is_sign) behind.remove_prefix(is_wide ? wide_sign.size() : 1);
  if (is_spelled) behind = text.text().substr(hangul + percent.size());
  const bool is_letter = is_sign && !behind.empty() && to_lower(behind[0]) == 'p' &&
                         (behind.size() == 1 || !is_ascii_letter(behind[1]));
  const bool is_point = is_letter || ((is_sign || is_spelled) && behind.starts_with(point));
  return fit_of_percent(wanted, is_sign || is_spelled, is_point, hangul == end);
}

// A word of Hangul as it is spelled out in a text, in one run or in the next ones as well.
struct DenseWordFinder::Spelling {
  static constexpr std::size_t kMostRuns = 3;
  struct Part {
    std::size_t syllables, end, next;  // and where the next one begins
  };
  std::size_t end = 0;
  std::size_t runs = 1;
  std::array<Part, kMostRuns> parts{};            // before the last one
  std::size_t last = 0;                           // syllables of the last one
  std::size_t last_run_begin = DenseScan::kNone;  // not known of one run
};

// Follows the codes of a word from `at` on, also into the next runs of the sentence.
bool DenseWordFinder::spell(const DenseScan& text, std::size_t at,
                            const std::vector<std::string>& codes, Spelling& out) {
  constexpr std::size_t kHanjaSize = 3;
  std::size_t end = at, run_begin = DenseScan::kNone;
  for (const std::string& code : codes) {
    const bool is_behind =
        end == text.text().size() || !text.is_word(end) ||
        text.blocks()[end / DenseScan::kBlock].starts >> end % DenseScan::kBlock & 1;
    if (end > at && is_behind) {
      if (run_begin == DenseScan::kNone) run_begin = text.begin_of_run(at);
      const std::size_t next = text.next_run(end);
      const bool goes_on = next != DenseScan::kNone && out.runs < Spelling::kMostRuns &&
                           text.is(Kind::kHangul, next) &&
                           text.sentence_at(next) == text.sentence_at(end - 1) &&
                           stem_end(text, run_begin, end) == end;
      if (!goes_on) return false;
      out.parts[out.runs++ - 1] = {std::exchange(out.last, 0), end, next};
      run_begin = end = next;
    }
    ++out.last;
    // A Hanja that a word begins with counts as its reading, others do not.
    const bool is_hanja = end == at && text.is(Kind::kHanja, at);
    if (!is_hanja && !stands_at(text.text(), end, code)) return false;
    end += is_hanja ? kHanjaSize : code.size();
  }
  out.end = end;
  out.last_run_begin = run_begin;
  return true;
}

// A word that begins at `at`, and may go on in the next runs of the sentence.
double DenseWordFinder::match_syllables(const DenseScan& text, std::size_t at, std::size_t word,
                                        DensePlace& place) {
  const std::vector<std::string>& codes = codes_[word];
  const RankedWord& wanted = (*words_)[word];
  if (wanted.is_hanja && !text.is(Kind::kHanja, at)) return 0;
  Spelling spelling;
  if (!spell(text, at, codes, spelling)) return 0;
  const std::size_t end = spelling.end;
  const std::size_t first_begin = text.begin_of_run(at);
  if (codes.size() == 1 && at != first_begin) return 0;
  place.end = end;
  place.first_run = text.run_at(at);
  place.last_run = place.first_run + spelling.runs - 1;
  const std::size_t run_begin = spelling.runs == 1 ? first_begin : spelling.last_run_begin;
  const Kind kind = text.is(Kind::kHanja, end - 1) ? Kind::kHanja : Kind::kHangul;
  if (std::exchange(end_of_, run_begin) != run_begin) run_end_ = text.end_of_run(end - 1, kind);
  const std::size_t run_end = run_end_;
  if (wanted.is_verb_stem) {
    read_run(text, end, run_end);
    if (!begins_verb_ending(run_)) return 0;
  }
  WordFit fit;
  fit.begins = at == first_begin;
  // What ends with the run ends with its stem or behind it.
  const std::size_t stem = end == run_end ? end : stem_end(text, run_begin, run_end);
  fit.ends = end == run_end || end == stem;
  fit.is_past_stem = end >= stem;
  fit.crosses = spelling.runs > 1;
  if (wanted.is_mostly_apart && fit.crosses && end != run_end) {
    fit.ends = find_stem_end(text, run_begin, run_end, 1) == end;  // 큰 폭으로
    if (!fit.ends) return 0;                                       // 큰 폭발
  }
  if (!fit.begins && !fit.crosses && codes.size() == 2 && !wanted.is_verb)
    fit.is_torn = is_torn(text, at, wanted, run_begin, stem, run_end);
  if (fit.crosses) {
    read_run(text, run_begin, run_end);
    place.by_chance = !is_one_word(text, spelling, wanted, fit, first_begin);
  }
  if (codes.size() == 1 && fit.begins) {
    if (wanted.is_syllable) {
      read_run(text, run_begin, run_end);
      fit.is_syllable = is_one_syllable(run_, false);
    }
    fit.is_unit = first_begin > 0 && text.is(Kind::kNumber, first_begin - 1);
    fit.units = count_characters(text, first_begin, run_end);
    fit.stem_units = count_characters(text, first_begin, std::min(stem, run_end));
  }
  place.by_chance = place.by_chance || fit.is_other_word(wanted);
  return fit.quality(wanted);
}

// Whether two syllables at `at`, inside a run, are no word there.
bool DenseWordFinder::is_torn(const DenseScan& text, std::size_t at, const RankedWord& wanted,
                              std::size_t run_begin, std::size_t stem, std::size_t run_end) {
  constexpr std::size_t kMostBytes = 2;  // of a syllable
  if (torn_ == nullptr || run_end - run_begin > kMostBytes * TornWords::kLongestRun) return false;
  read_run(text, run_begin, run_end);
  return torn_->is_torn(wanted.text, run_, count_characters(text, run_begin, at),
                        count_characters(text, run_begin, std::min(stem, run_end)));
}

// Whether the parts of a word that goes on in other runs are one word; run_ is the last of these,
// `first_begin` is where the first begins.
bool DenseWordFinder::is_one_word(const DenseScan& text, const Spelling& spelling,
                                  const RankedWord& wanted, const WordFit& fit,
                                  std::size_t first_begin) const {
  const bool is_glued = first_begin > 0 && text.is_word(first_begin - 1);
  WordParts parts;
  for (const Spelling::Part& part : std::span(spelling.parts).first(spelling.runs - 1)) {
    parts.add(part.syllables, is_glued,
              gap_of_dense(text.text().substr(part.end, part.next - part.end)));
  }
  const bool is_syllable = is_one_syllable(run_, wanted.is_mostly_apart);
  return parts.are_one(wanted, fit.begins, spelling.last, fit.ends, is_syllable);
}

// Where the stem of a Hangul run ends, as far as it stands there as written.
std::size_t DenseWordFinder::stem_end(const DenseScan& text, std::size_t begin, std::size_t end) {
  if (text.is(Kind::kHanja, begin)) return end;
  if (stem_of_ == begin) return stem_end_;
  const std::size_t least = begin > 0 && text.is_word(begin - 1) ? 1 : 2;
  const std::size_t size = end - begin;
  stem_of_ = begin;
  KnownStem wanted;
  if (size > sizeof wanted.run) return stem_end_ = find_stem_end(text, begin, end, least);
  std::memcpy(wanted.run.data(), text.text().data() + begin, size);
  wanted.size = static_cast<std::uint8_t>(size);
  wanted.least = static_cast<std::uint8_t>(least);
  std::uint64_t hash = size + least * 64;
  for (const std::uint64_t word : wanted.run) hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  KnownStem& known = known_stems_[hash >> 32 & (kKnownStems - 1)];
  if (known.size != wanted.size || known.least != wanted.least || known.run != wanted.run) {
    wanted.stem = static_cast<std::uint8_t>(find_stem_end(text, begin, end, least) - begin);
    known = wanted;
  }
  return stem_end_ = begin + known.stem;
}

std::size_t DenseWordFinder::find_stem_end(const DenseScan& text, std::size_t begin,
                                           std::size_t end, std::size_t least) {
  read_run(text, begin, end);
  const std::string_view dense = text.text();
  std::size_t stem = begin;
  for (std::size_t kept = Stemmer::shared().stem(run_, least).kept; kept > 0 && stem < end; --kept)
    stem += dense::code_size(dense[stem]);
  return stem;
}

// The syllables of a run, to `run_`.
void DenseWordFinder::read_run(const DenseScan& text, std::size_t begin, std::size_t end) {
  run_.clear();
  const std::string_view dense = text.text();
  for (std::size_t at = begin; at < end; at += dense::code_size(dense[at]))
    run_.push_back(dense::syllable(dense[at], at + 1 < dense.size() ? dense[at + 1] : '\0'));
}

double DenseWordFinder::bigram_share(std::size_t word, const DenseScan& title,
                                     const DenseScan& body) const {
  const RankedWord& wanted = (*words_)[word];
  if (wanted.script != Script::kHangul || wanted.text.size() < 2) return 0;
  const std::vector<std::string>& codes = codes_[word];
  std::size_t found = 0;
  for (std::size_t i = 1; i < codes.size(); ++i) {
    const std::string& first = codes[i - 1];
    const std::string& second = codes[i];
    const bool stands = !first.empty() && !second.empty() &&
                        (holds_bigram(body, first, second) || holds_bigram(title, first, second) ||
                         is_at_joint(title, body, first, second));
    found += stands ? 1 : 0;
  }
  return static_cast<double>(found) / static_cast<double>(wanted.text.size() - 1);
}

void DenseWordFinder::find_units(const DenseScan& text, std::u16string_view units,
                                 std::vector<std::size_t>& places_found) {
  std::uint64_t number_before = 0;
  for (std::size_t block = 0; block < text.blocks().size(); ++block) {
    const DenseScan::Block& scan = text.blocks()[block];
    const std::uint64_t numbers = scan.of(Kind::kNumber);
    std::uint64_t places = scan.of(Kind::kHangul) & scan.starts & (numbers << 1 | number_before);
    number_before = numbers >> 63;
    for (; places != 0; places &= places - 1) {
      const std::size_t at =
          block * DenseScan::kBlock + static_cast<std::size_t>(std::countr_zero(places));
      const char second = at + 1 < text.text().size() ? text.text()[at + 1] : '\0';
      if (units.find(dense::syllable(text.text()[at], second)) != std::u16string_view::npos)
        places_found.push_back(at);
    }
  }
}

}  // namespace gisa
