#include "common/analysis/letter_words.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/analysis/token_writer.h"

namespace gisa {
namespace {

bool is_apostrophe(char16_t c) { return c == u'\'' || c == u'’'; }

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

// Letters with marks inside: the last word, and those behind it.
void add_marked_letters(const Segment& segment, Analysis& out) {
  std::u16string_view surface =
      std::u16string_view(out.normalized.units).substr(segment.begin, segment.end - segment.begin);
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
    Word& part = begin == 0 ? out.words.back() : writer.add_part();
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
}

}  // namespace

std::size_t add_letters(const std::vector<Segment>& segments, std::size_t at, Analysis& out) {
  Word& word = begin_word(segments[at], out);
  const std::u16string_view units = out.normalized.units;
  const Segment& segment = segments[at];
  const std::u16string_view surface = units.substr(segment.begin, segment.end - segment.begin);
  if (surface == u"p" && follows_percent_sign(out, word)) {
    TokenWriter writer(out);
    writer.replace_previous(u"%p");
    word.role = WordRole::kParticle;
    writer.finish(word, static_cast<std::uint32_t>(out.tokens.size()));
    return 1;
  }
  if (const SignedWord special = read_signed_word(units, segments, at); special.segments > 0) {
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
  add_marked_letters(segment, out);
  return 1;
}

}  // namespace gisa
