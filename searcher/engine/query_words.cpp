#include "searcher/engine/query_words.h"

#include <algorithm>

#include "common/schema.h"

namespace gisa {
namespace {

void add_token(const Analysis& analysis, const Token& token, QueryWord& word) {
  std::string term;
  make_text_term(token.kind, analysis.text(token.text), term);
  switch (token.kind) {
    case TokenKind::kWord:
    case TokenKind::kSyllableWord: word.whole.push_back(std::move(term)); break;
    case TokenKind::kSyllable: word.syllables.push_back(std::move(term)); break;
    case TokenKind::kTail: word.tails.push_back(std::move(term)); break;
    case TokenKind::kLink: word.links.push_back(std::move(term)); break;
    case TokenKind::kBigram:
      word.bigrams.push_back(std::move(term));
      make_text_term(TokenKind::kLink, analysis.text(token.text), term);
      word.inner_links.push_back(std::move(term));
      break;
  }
}

QueryWord make_word(const Analysis& analysis, const Word& word) {
  QueryWord out;
  out.script = word.script;
  out.is_content = word.role == WordRole::kContent;
  out.is_glued = word.is_glued;
  out.surface = analysis.normalized.units.substr(word.begin, word.end - word.begin);
  out.stem = analysis.text(word.stem);
  for (std::uint32_t i = 0; i < word.token_count; ++i) {
    add_token(analysis, analysis.tokens[word.first_token + i], out);
  }
  return out;
}

}  // namespace

std::vector<QueryWord> analyze_query(std::string_view query, Analyzer& analyzer) {
  Analysis analysis;
  analyzer.analyze(query, analysis);
  std::vector<QueryWord> words;
  for (const Word& word : analysis.words) {
    if (word.role != WordRole::kParticle) words.push_back(make_word(analysis, word));
  }
  if (std::ranges::none_of(words, &QueryWord::is_content)) {
    for (QueryWord& word : words) word.is_content = true;
  }
  return words;
}

}  // namespace gisa
