/// How the analyzer writes its words and tokens: shared by the files that read words of one script
/// (analyzer.cpp for Hangul, hanja_words.h, number_words.h, letter_words.h), and by nothing else.
///
///   Word& word = begin_word(segment, out);
///   TokenWriter writer(out);
///   const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
///   word.stem = writer.append(u"기준");
///   writer.add(TokenKind::kWord, word.begin, word.end, word.stem);
///   writer.finish(word, first_token);
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/analysis/analyzer.h"
#include "common/analysis/segmenter.h"

namespace gisa {

inline constexpr std::size_t kLongestWord =
    64;  // units of a word of letters or digits that are kept

inline bool ends_sentence(char16_t c) {
  return c == u'.' || c == u'?' || c == u'!' || c == u'\n' || c == u'。';
}

// The word before one of the analysis; null if that is the first.
inline const Word* before(const Analysis& analysis, const Word& word) {
  return &word == analysis.words.data() ? nullptr : &word - 1;
}

// The word stands directly behind the sign of percent, which is a word by itself.
inline bool follows_percent_sign(const Analysis& analysis, const Word& word) {
  return word.is_glued && analysis.text(before(analysis, word)->stem) == u"%";
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
          add(kind, unit(first), unit(first + size - 1) + 1,
              {stem.begin + static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(size)});
        });
    if (syllable == 0) return;
    add(TokenKind::kSyllableWord, word.begin, word.begin + 1, append({&syllable, 1}));
  }

  // All of a word, which may be a name and no verb as it looks.
  void add_name(const Word& word, TokenSink* sink) {
    if (sink != nullptr) return sink->add(TokenKind::kName, out_.surface(word));
    add(TokenKind::kName, word.begin, word.end, {word.begin, word.end - word.begin});
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

}  // namespace gisa
