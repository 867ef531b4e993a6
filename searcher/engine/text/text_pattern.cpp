#include "searcher/engine/text/text_pattern.h"

#include <algorithm>
#include <bit>

#include "common/analysis/spelled_numbers.h"
#include "common/analysis/term_rules/rule_tables.h"
#include "common/articles/dense_block.h"
#include "common/articles/dense_text.h"
#include "common/articles/neighbours.h"
#include "common/text/ascii.h"
#include "common/text/byte_block.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr auto kNowhere = std::string_view::npos;

std::size_t find_bytes(std::string_view text, std::string_view wanted, std::size_t from) {
  if (from > text.size()) return kNowhere;
  const void* const found =
      ::memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
  return found == nullptr ? kNowhere
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// Bytes of a mark that the analyzer leaves out inside letters or numbers; 0: none is there.
std::size_t mark_inside(std::string_view text, bool is_dense) {
  constexpr std::string_view kApostrophe = "’";
  static const std::string kDenseApostrophe = dense_form(kApostrophe);
  if (text[0] == '.' || text[0] == ',' || text[0] == '\'') return 1;
  const std::string_view apostrophe = is_dense ? kDenseApostrophe : kApostrophe;
  return text.starts_with(apostrophe) ? apostrophe.size() : 0;
}

// Where the character stands, if it is a letter in either case.
std::size_t find_folded(std::string_view text, char wanted, std::size_t from) {
  if (wanted < 'a' || wanted > 'z') return text.find(wanted, from);
  const auto upper = static_cast<char>(wanted - 32);
  // A letter in one of the cases may be nowhere in the text, so both are looked for in pieces, each
  // longer than the one before, and not to the end.
  for (std::size_t size = 256; from < text.size(); from += size, size *= 2) {
    const std::string_view piece = text.substr(from, size);
    const std::size_t at = piece.find(wanted);
    const std::size_t first = std::min(at, piece.substr(0, at).find(upper));
    if (first != kNowhere) return from + first;
  }
  return kNowhere;
}

// Whether syllables stand between two words. Dense text is read from where a character begins.
bool holds_syllables(std::string_view gap, bool is_dense) {
  for (std::size_t i = 0; i < gap.size();) {
    if (is_dense) {
      if (dense::is_syllable(gap[i])) return true;
      i += dense::code_size(gap[i]);
    } else {
      const DecodedCharacter c = decode_utf8(gap, i);
      if (is_hangul_syllable(c.code_point)) return true;
      i += c.bytes;
    }
  }
  return false;
}

// A word of letters or digits that is written with just these, and not by another name.
bool stands_in_ascii(std::u16string_view word) {
  constexpr std::size_t kSurelyWhole = 60;  // the analyzer cuts longer ones
  const auto is_sign = [&](const rules::Unit& unit) { return unit.sign == word; };
  return !word.empty() && word.size() < kSurelyWhole &&
         std::ranges::all_of(word, [](char16_t c) { return c < 0x80; }) &&
         std::ranges::none_of(rules::units(), is_sign) &&
         word.find(u'%') == std::u16string_view::npos;
}

// Bits: which kinds of words a character may stand for in another form than the usual one.
using OtherForms = unsigned;
constexpr OtherForms kOfLoose = 1;         // letters and digits
constexpr OtherForms kOfHanja = 2;         // Hanja
constexpr OtherForms kOfIncorporated = 4;  // the word 주, as ㈜
constexpr OtherForms kOfAny = 8;

// Decomposed (U+1100) and half-width (U+FFA0) jamo and compatibility ideographs (U+F900) have bytes
// of their own, syllables stand in circles and brackets too, and invisible characters (soft hyphen,
// zero-width space, word joiner, byte order mark) between them. Letters and digits also stand in
// full width, with marks, as superscripts, subscripts, fractions, letterlike symbols and number
// forms, in circles, brackets and squares, and as mathematical letters. Of signs with syllables
// only ㈜ is frequent, which is the word 주. Given as UTF-8.
OtherForms other_form(unsigned lead, unsigned second, unsigned third) {
  const auto is_among = [second](std::string_view seconds) {
    return seconds.find(static_cast<char>(second)) != std::string_view::npos;
  };
  const auto of_loose = [](bool is) { return is ? kOfLoose : 0; };
  switch (lead) {
    case 0xE1:
      return kOfAny;
    case 0xEF:
      // Full width: ASCII. Behind it half-width katakana, and from U+FFDD on signs.
      if (second == 0xBC || (second == 0xBD && third < 0xA0)) return kOfLoose;
      if (second == 0xBD || (second == 0xBF && third >= 0x9D)) return 0;
      return second >= 0xA4 && second <= 0xAB ? kOfHanja : kOfAny;
    case 0xC2:
      if (second == 0xAD) return kOfAny;
      return of_loose(is_among("\xaa\xb2\xb3\xb9\xba\xbc\xbd\xbe"));
    case 0xC3:
    case 0xC4:
    case 0xC5:
    case 0xC6:
    case 0xC7:
    case 0xC8:
    case 0xC9:
    case 0xCC:
      return kOfLoose;
    case 0xCD:
      return second == 0x8F ? kOfAny : kOfLoose;
    case 0xE2:
      if (second == 0x80 && third >= 0x8B && third <= 0x8D) return kOfAny;
      if (second == 0x81 && third == 0xA0) return kOfAny;
      return of_loose(is_among("\x81\x82\x84\x85\x91\x92\x93"));
    case 0xE3:
      if (second == 0x88 && third == 0x9C) return kOfIncorporated | kOfLoose;
      if (second >= 0x88 && second <= 0x8B) return kOfAny;
      return of_loose(second >= 0x8C && second <= 0x8F);
    case 0xF0:
      return kOfLoose;
    default:
      return 0;
  }
}

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

OtherForms other_forms_in(std::string_view utf8) {
  OtherForms forms = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const unsigned lead = byte_at(utf8, i);
    // ASCII, what continues a character, Hanja and syllables.
    if (lead < 0xC2 || (lead >= 0xE4 && lead <= 0xEE)) continue;
    forms |= other_form(lead, byte_at(utf8, i + 1), byte_at(utf8, i + 2));
  }
  return forms;
}

// The same. Only characters that are no syllables, not frequent and no Hanja are looked at.
OtherForms other_forms_in_dense(std::string_view dense) {
  constexpr unsigned kToDense = dense::kFirstOther - 0xE0u;
  constexpr unsigned char kFirst = 0xE1 + kToDense, kLast = 0xE3 + kToDense,
                          kWide = 0xEF + kToDense;
  ByteMask carry = 0;
  OtherForms forms = 0;
  for (std::size_t begin = 0; begin < dense.size(); begin += kBlockBytes) {
    const ByteBlock block(dense.data() + begin);
    const ByteMask seconds = dense::second_bytes(block.in(dense::kFirstSyllable, 0xFF), carry);
    ByteMask places = (block.in(kFirst, kLast) |
                       block.equal(static_cast<char>(kWide), static_cast<char>(dense::kEscape))) &
                      ~seconds & first_bytes(dense.size() - begin);
    for (; places != 0; places &= places - 1) {
      const std::size_t i = begin + static_cast<std::size_t>(std::countr_zero(places));
      const unsigned first = byte_at(dense, i), second = byte_at(dense, i + 1);
      const bool is_escaped = first == dense::kEscape;
      // Behind an escape there is one byte, and an escape again.
      const unsigned lead = is_escaped ? second : first - kToDense;
      const unsigned next = is_escaped ? byte_at(dense, i + 3) : second;
      forms |= other_form(lead, next, byte_at(dense, i + 2));
    }
  }
  return forms;
}

}  // namespace

TextPattern::TextPattern(std::string_view text, Kind kind, Analyzer& analyzer) : kind_(kind) {
  Analysis analysis;
  analyzer.analyze(text, analysis);
  std::uint32_t end_of_last = 0;
  for (const Word& word : analysis.words) {
    const bool is_first = words_.empty();
    const std::uint32_t gap = is_first ? 0 : word.begin - end_of_last;
    end_of_last = word.end;
    words_.push_back({word.script, word.is_glued && !is_first, word.starts_sentence && !is_first,
                      std::max(gap, kWidestGap), std::u16string(written(analysis, word))});
  }
  collect_needles();
  collect_neighbours();
}

// A pair in a row of words, in any text where they stand as find() has it.
void TextPattern::collect_neighbours() {
  for (std::size_t i = 1; i < words_.size(); ++i) {
    const PatternWord& left = words_[i - 1];
    const PatternWord& right = words_[i];
    const bool may_go_on = i + 1 == words_.size() && kind_ == Kind::kPrefix;
    const bool is_noted = !right.starts_sentence && right.widest_gap <= kWidestGap;
    if (!is_noted || (may_go_on && is_whole_only(right.script))) continue;
    const auto key =
        neighbour_key({left.script, left.text}, {right.script, right.text}, right.is_glued);
    if (key) neighbours_.push_back(*key);
  }
}

bool TextPattern::may_stand_with(std::string_view signature) const {
  return std::ranges::all_of(
      neighbours_, [&](std::uint64_t key) { return may_have_neighbours(signature, key); });
}

// Hangul and Hanja stand in an article as they stand here; ASCII letters and numbers too, but for
// their case and marks inside. Units have other names (%, 퍼센트), and other letters other forms.
void TextPattern::collect_needles() {
  bool is_plain = !words_.empty();
  bool goes_on = false;
  forms_ = kOfAny;
  for (const PatternWord& word : words_) {
    const bool is_loose = is_whole_only(word.script);
    if (is_loose && !stands_in_ascii(word.text)) {
      is_plain = goes_on = false;
      continue;
    }
    if (!goes_on) needles_.emplace_back();
    const std::string text = to_utf8(word.text);
    const std::uint32_t gap = word.is_glued ? 0 : word.widest_gap;
    needles_.back().push_back({text, dense_form(text), gap, word.is_glued, is_loose});
    if (is_loose) forms_ |= kOfLoose;
    if (word.script == Script::kHanja) forms_ |= kOfHanja;
    if (word.text == u"주") forms_ |= kOfIncorporated;
    is_plain = is_plain && !is_loose && !word.starts_sentence;
    goes_on = true;
  }
  // Behind a digit 천 may be a part of the number, and no word.
  if (!is_plain || kind_ != Kind::kPhrase) return;
  if (kNumberUnits.find(words_[0].text[0]) != std::u16string_view::npos) return;
  for (const Needle& needle : needles_.front()) {
    if (!literal_.empty() && !needle.is_glued) literal_ += ' ';
    literal_ += needle.text;
  }
}

bool TextPattern::surely_stands_in(std::string_view utf8) const {
  return !literal_.empty() && find_bytes(utf8, literal_, 0) != kNowhere;
}

TextPattern::Place TextPattern::find_needle(const Needle& needle, const Bytes& bytes,
                                            std::size_t from) {
  const std::string_view text = bytes.text;
  if (!needle.is_loose) {
    const std::string_view wanted = bytes.is_dense ? needle.dense : needle.text;
    const std::size_t begin = find_bytes(text, wanted, from);
    return {begin, begin + wanted.size()};
  }
  for (std::size_t begin = find_folded(text, needle.text[0], from); begin != kNowhere;
       begin = find_folded(text, needle.text[0], begin + 1)) {
    std::size_t end = begin + 1, i = 1;
    while (i < needle.text.size() && end < text.size()) {
      if (to_lower(text[end]) == needle.text[i]) {
        ++i;
        ++end;
      } else if (const std::size_t mark = mark_inside(text.substr(end), bytes.is_dense); mark > 0) {
        end += mark;
      } else {
        break;
      }
    }
    if (i == needle.text.size()) return {begin, end};
  }
  return {};
}

// One stands behind the other, with a few marks between them, or none. `loose_otherwise`: where
// there is a letter or number, something else may stand.
bool TextPattern::stand_in_row(const std::vector<Needle>& needles, const Bytes& bytes,
                               bool loose_otherwise) {
  constexpr std::size_t kLongestUnit = 4;   // bytes
  constexpr std::size_t kMarksOfLoose = 4;  // the end of korea's, the dot of example.com
  // Syllables are rarer than digits: a text without one of those is dismissed first.
  for (const Needle& needle : needles) {
    if (!needle.is_loose && find_needle(needle, bytes, 0).begin == kNowhere) return false;
  }
  const auto counts = [&](const Needle& needle) { return !loose_otherwise || !needle.is_loose; };
  const auto first = std::ranges::find_if(needles, counts);
  if (first == needles.end()) return true;
  for (Place place = find_needle(*first, bytes, 0); place.begin != kNowhere;
       place = find_needle(*first, bytes, place.begin + 1)) {
    // Where the needles so far may end: in dense text one may also seem to stand inside a mark.
    std::vector<std::size_t> ends = {place.end}, next_ends;
    std::size_t gap = 0;
    bool is_next = true;  // to the last one, with no other between
    for (auto needle = first + 1; needle != needles.end() && !ends.empty(); ++needle) {
      gap += std::prev(needle)->is_loose ? kMarksOfLoose : 0;
      gap += kLongestUnit * needle->widest_gap;
      gap += needle->is_loose && needle->text.size() == 1 ? 1 : 0;  // the zero of 06월
      const std::size_t longest = kLongestUnit * needle->text.size();
      if (!counts(*needle)) {
        gap += 2 * longest;  // marks inside may be as wide
        is_next = false;
        continue;
      }
      next_ends.clear();
      for (const std::size_t end : ends) {
        const Bytes room{bytes.text.substr(end, gap + longest), bytes.is_dense};
        for (Place next = find_needle(*needle, room, 0); next.begin <= gap;
             next = find_needle(*needle, room, next.begin + 1)) {
          if (is_next && holds_syllables(room.text.substr(0, next.begin), bytes.is_dense)) break;
          if (std::ranges::find(next_ends, end + next.end) == next_ends.end())
            next_ends.push_back(end + next.end);
        }
      }
      ends.swap(next_ends);
      gap = 0;
      is_next = true;
    }
    if (!ends.empty()) return true;
  }
  return false;
}

bool TextPattern::may_stand_in(const Bytes& bytes) const {
  const auto stand = [&](bool loose_otherwise) {
    return std::ranges::all_of(needles_, [&](const std::vector<Needle>& row) {
      return stand_in_row(row, bytes, loose_otherwise);
    });
  };
  if (stand(false)) return true;
  const OtherForms forms =
      forms_ & (bytes.is_dense ? other_forms_in_dense(bytes.text) : other_forms_in(bytes.text));
  return (forms & ~kOfLoose) != 0 || (forms != 0 && stand(true));
}

bool TextPattern::may_stand_in(std::string_view utf8) const {
  return may_stand_in(Bytes{utf8, false});
}

bool TextPattern::may_stand_in_dense(std::string_view dense) const {
  return may_stand_in(Bytes{dense, true});
}

bool TextPattern::spans_sentences() const {
  return std::ranges::any_of(words_, &PatternWord::starts_sentence);
}

void TextPattern::find(const Analysis& text, std::vector<UnitRange>& found) const {
  if (words_.empty()) return;
  for (std::size_t at = 0; at + words_.size() <= text.words.size(); ++at) {
    const Word& here = text.words[at];
    if (here.script != words_[0].script) continue;
    if (words_.size() == 1) {
      find_in_word(text, here, found);
      continue;
    }
    if (!begins_at(text, here)) continue;
    std::size_t i = 1;
    while (i < words_.size() && goes_on_at(text, at + i, i)) ++i;
    if (i < words_.size()) continue;
    const Word& last = text.words[at + i - 1];
    const std::uint32_t begin = here.begin;
    const auto skipped = static_cast<std::uint32_t>(written(text, here).size()) -
                         static_cast<std::uint32_t>(words_[0].text.size());
    const std::uint32_t end =
        is_whole_only(last.script)
            ? last.end
            : last.begin + static_cast<std::uint32_t>(words_.back().text.size());
    found.push_back({is_whole_only(here.script) ? begin : begin + skipped, end});
  }
}

// A pattern of one word.
void TextPattern::find_in_word(const Analysis& text, const Word& here,
                               std::vector<UnitRange>& found) const {
  const std::u16string& wanted = words_[0].text;
  const std::u16string_view word = written(text, here);
  if (is_whole_only(here.script)) {
    const bool stands = kind_ == Kind::kPrefix ? word.starts_with(wanted) : word == wanted;
    if (stands) found.push_back({here.begin, here.end});
    return;
  }
  const std::size_t last = kind_ == Kind::kPrefix ? 0 : std::u16string_view::npos;
  for (std::size_t at = word.find(wanted); at <= last && at != std::u16string_view::npos;
       at = word.find(wanted, at + wanted.size())) {
    const auto begin = here.begin + static_cast<std::uint32_t>(at);
    found.push_back({begin, begin + static_cast<std::uint32_t>(wanted.size())});
  }
}

bool TextPattern::begins_at(const Analysis& text, const Word& here) const {
  const std::u16string_view word = written(text, here);
  if (is_whole_only(here.script) || kind_ == Kind::kPrefix) return word == words_[0].text;
  return word.ends_with(words_[0].text);
}

bool TextPattern::goes_on_at(const Analysis& text, std::size_t at, std::size_t i) const {
  const Word& here = text.words[at];
  const PatternWord& wanted = words_[i];
  if (here.script != wanted.script || here.is_glued != wanted.is_glued) return false;
  if (here.starts_sentence && !wanted.starts_sentence) return false;
  if (here.begin - text.words[at - 1].end > wanted.widest_gap) return false;
  const std::u16string_view word = written(text, here);
  const bool may_go_on =
      i + 1 == words_.size() && (kind_ == Kind::kPrefix || !is_whole_only(here.script));
  return may_go_on ? word.starts_with(wanted.text) : word == wanted.text;
}

}  // namespace gisa
