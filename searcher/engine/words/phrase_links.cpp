#include "searcher/engine/words/phrase_links.h"

#include <algorithm>

#include "common/analysis/term_rules/rule_tables.h"
#include "common/analysis/term_rules/stemmer.h"
#include "common/database/schema.h"

namespace gisa {
namespace {

// The word with its last syllables may be one that has no links.
bool may_begin_filler(std::u16string_view word) {
  bool found = false;
  for (const std::u16string_view list : {rules::empty_words(), rules::question_words()}) {
    for_each_entry(list, [&](std::u16string_view entry) { found |= entry.starts_with(word); });
  }
  return found;
}

// What the stem of a word may be that ends with these; the first part of it is made up.
template <typename Take>
void for_each_stem(std::u16string_view ending, Take take) {
  // A final consonant, none, or ㄹ before them: josa differ.
  for (const std::u16string_view before : {u"한국사람", u"대한나라", u"가을물결"}) {
    const std::u16string word = std::u16string(before).append(ending);
    take(word, before.size(), Stemmer::shared().stem(word, 2));
  }
}

// The last syllables that the stem may have of a word that ends with these; empty if anything may
// stand there, because they may all be taken off.
std::u16string last_of_stem(std::u16string_view ending) {
  if (sure_syllables(ending) == 0) return {};
  std::u16string last(ending);
  for_each_stem(ending, [&](std::u16string_view word, std::size_t, const StemResult& stem) {
    last.push_back(stem.added_size > 0 ? stem.added().back() : word[stem.kept - 1]);
  });
  return last;
}

std::string link_term(char16_t last, char16_t first) {
  const char16_t pair[] = {last, first};
  std::string term;
  make_text_term(TokenKind::kLink, {pair, 2}, term);
  return term;
}

// Of the words at `at` and behind it.
std::vector<std::string> links_between(const Analysis& phrase, std::size_t at) {
  const Word& before = phrase.words[at];
  const Word& word = phrase.words[at + 1];
  if (before.script != Script::kHangul || word.script != Script::kHangul) return {};
  if (before.role == WordRole::kParticle || word.is_glued || word.starts_sentence) return {};
  if (before.is_filler() || word.is_filler()) return {};
  const bool may_go_on = at + 2 == phrase.words.size();
  if (may_go_on && may_begin_filler(phrase.surface(word))) return {};
  const char16_t first = phrase.characters[word.stem.begin];
  std::u16string last;
  if (at == 0) {
    // It may be the end of a longer word, which has another stem.
    last = last_of_stem(phrase.surface(before));
    if (last.empty()) return {};
  }
  last.push_back(phrase.characters[before.stem.begin + before.stem.size - 1]);
  std::vector<std::string> terms;
  for (const char16_t c : last) terms.push_back(link_term(c, first));
  std::ranges::sort(terms);
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace

std::size_t sure_syllables(std::u16string_view ending) {
  std::size_t sure = Stemmer::shared().stem(ending, 1).kept;
  for_each_stem(ending, [&](std::u16string_view, std::size_t before, const StemResult& stem) {
    sure = std::min<std::size_t>(sure, stem.kept > before ? stem.kept - before : 0);
  });
  return sure;
}

std::vector<std::vector<std::string>> phrase_links(std::string_view phrase, Analyzer& analyzer) {
  Analysis analysis;
  analyzer.analyze(phrase, analysis);
  std::vector<std::vector<std::string>> links;
  for (std::size_t i = 0; i + 1 < analysis.words.size(); ++i) {
    auto terms = links_between(analysis, i);
    if (!terms.empty()) links.push_back(std::move(terms));
  }
  return links;
}

}  // namespace gisa
