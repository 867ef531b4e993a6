#include "gisa/analysis.h"

#include <limits>

#include "common/analysis/analyzer.h"
#include "common/database/schema.h"
#include "common/messages/messages.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

std::string_view name_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::kWord:
      return "word";
    case TokenKind::kBigram:
      return "bigram";
    case TokenKind::kSyllable:
      return "syllable";
    case TokenKind::kSyllableWord:
      return "syllable-word";
    case TokenKind::kName:
      return "name";
    case TokenKind::kLink:
      break;
  }
  return "link";
}

std::string_view name_of(Script script) {
  switch (script) {
    case Script::kHangul:
      return "hangul";
    case Script::kHanja:
      return "hanja";
    case Script::kNumber:
      return "number";
    case Script::kLetter:
      break;
  }
  return "letter";
}

std::string_view name_of(WordRole role) {
  switch (role) {
    case WordRole::kQuestion:
      return "question";
    case WordRole::kEmpty:
      return "empty";
    case WordRole::kParticle:
      return "particle";
    case WordRole::kContent:
      break;
  }
  return "content";
}

ByteRange bytes_of(const Analysis& analysis, std::uint32_t begin, std::uint32_t end) {
  const auto [first, last] = analysis.source_range(begin, end);
  return {first, last};
}

}  // namespace

TextAnalysis analyze_text(std::string_view text) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorCode::kInvalidArgument, tr("a text of 4 GiB or more cannot be analyzed"),
                tr("analyze it in parts"));
  }
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze(text, analysis);
  TextAnalysis out;
  out.normalized = to_utf8(analysis.normalized.units);
  for (const Word& word : analysis.words) {
    AnalyzedWord& shown = out.words.emplace_back();
    shown.segment = to_utf8(analysis.surface(word));
    shown.script = name_of(word.script);
    shown.role = name_of(word.role);
    shown.stem = to_utf8(analysis.text(word.stem));
    shown.is_glued = word.is_glued;
    shown.starts_sentence = word.starts_sentence;
    shown.is_verb = word.is_verb;
    shown.is_ambiguous = word.is_ambiguous;
    shown.range = bytes_of(analysis, word.begin, word.end);
    for (std::uint32_t i = 0; i < word.token_count; ++i) {
      const Token& token = analysis.tokens[word.first_token + i];
      std::string term;
      make_text_term(token.kind, analysis.text(token.text), term);
      shown.terms.push_back(
          {name_of(token.kind), std::move(term), bytes_of(analysis, token.begin, token.end)});
    }
  }
  return out;
}

}  // namespace gisa
