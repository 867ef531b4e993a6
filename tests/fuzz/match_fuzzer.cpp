// Any query is looked for in any article: matches lie within the text, none is in the sentences
// that are left out, a phrase that stands is not dismissed by the article's signature and stands in
// a sentence, and ranking sees the same in the stored form of the text as in the text.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/articles/neighbours.h"
#include "common/articles/stored_article.h"
#include "searcher/engine/ranking/ranker.h"
#include "searcher/engine/text/sentence_filter.h"
#include "searcher/engine/text/text_matcher.h"
#include "searcher/engine/text/text_pattern.h"
#include "searcher/engine/words/query_words.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/time_bound.h"
#include "tests/fuzz/valid_text.h"

namespace gisa {
namespace {

using Matches = std::vector<std::tuple<std::uint32_t, std::size_t, std::size_t>>;

Analyzer& analyzer() {
  static Analyzer analyzer;
  return analyzer;
}

Matches content_matches(const std::vector<QueryWord>& words, std::string_view text,
                        const PartialText* part) {
  static Analysis analysis;
  analyzer().analyze(text, analysis);
  std::vector<WordMatch> found;
  TextMatcher(words).find(analysis, found);
  Matches matches;
  for (const WordMatch& match : found) {
    require(match.word < words.size() && match.begin < match.end);
    if (!words[match.word].is_content) continue;
    const auto [begin, end] = analysis.source_range(match.begin, match.end);
    require(begin < end && end <= text.size());
    const std::size_t from = part == nullptr ? begin : part->source_position(begin);
    matches.emplace_back(match.word, from, from + (end - begin));
  }
  return matches;
}

void look_for_words(const std::vector<QueryWord>& words, std::string_view text) {
  const Matches whole = content_matches(words, text, nullptr);
  const SentenceFilter filter(words);
  if (!filter.is_useful()) return;
  static PartialText part;
  filter.take(text, part);
  require(content_matches(words, part.text, &part) == whole);
}

bool stands_in(const TextPattern& phrase, const Analysis& text) {
  std::vector<UnitRange> found;
  phrase.find(text, found);
  return !found.empty();
}

void look_for_phrase(std::string_view query, const Article& article) {
  static Analysis title, body, sentence;
  const TextPattern phrase(query, TextPattern::Kind::kPhrase, analyzer());
  analyzer().analyze(article.title, title);
  analyzer().analyze(article.body, body);
  static Neighbours neighbours;
  neighbours.clear();
  neighbours.add(title);
  neighbours.add(body);
  std::string signature;
  neighbours.make_signature(signature);
  const bool in_body = stands_in(phrase, body);
  if (in_body || stands_in(phrase, title)) require(phrase.may_stand_with(signature));
  if (phrase.spans_sentences()) return;
  bool in_sentence = false;
  for (std::size_t begin = 0; begin < article.body.size();) {
    const std::size_t end = end_of_sentence(article.body, begin);
    analyzer().analyze(std::string_view(article.body).substr(begin, end - begin), sentence);
    in_sentence = in_sentence || stands_in(phrase, sentence);
    begin = end;
  }
  require(in_sentence == in_body);
}

std::vector<RankedWord> ranked(const std::vector<QueryWord>& words) {
  std::vector<RankedWord> out;
  for (const QueryWord& word : words) {
    RankedWord one{.text = word.stem, .script = word.script, .is_verb = word.is_verb, .weight = 1};
    one.text.resize(std::min(one.text.size(), one.text.find_first_of(u"%&+#")));
    one.rest = word.stem.substr(one.text.size());
    const bool is_known = std::ranges::any_of(out, [&](const RankedWord& other) {
      return other.text == one.text && other.rest == one.rest;
    });
    if (!one.text.empty() && !is_known) out.push_back(std::move(one));
  }
  return out;
}

void rank(std::string_view query, const std::vector<RankedWord>& words, const Article& article) {
  static ArticleEncoder encoder;
  static Ranker plain, dense;
  std::string stored;
  encoder.encode(article, 1, stored);
  const DenseArticle read = decompress_stored_article(stored, {});
  plain.start(query, words, RankProfile::kFewWords);
  dense.start(query, words, RankProfile::kFewWords);
  const RankFeatures wanted = plain.look_at(article.title, article.body, 0.5, 1.5);
  const auto seen = dense.look_at_dense(read.title, read.body, 0.5, 1.5);
  if (!seen) return;
  const auto expected = wanted.weighed(), got = seen->weighed();
  for (std::size_t i = 0; i < expected.size(); ++i) require(got[i].value == expected[i].value);
}

void fuzz(std::string_view input) {
  constexpr std::size_t kLongestQuery = 200;  // bytes; each word is looked for
  const auto take = [&] {
    const std::size_t end = std::min(input.find('\xFF'), input.size());
    std::string field(input.substr(0, end));
    input.remove_prefix(std::min(end + 1, input.size()));
    return field;
  };
  const std::string query = take();
  Article article;
  article.title = take();
  article.body = std::string(input);
  if (query.size() > kLongestQuery || !is_valid_text(article.title + article.body)) return;
  const std::vector<QueryWord> words = analyze_query(query, analyzer());
  look_for_words(words, article.body);
  look_for_phrase(query, article);
  const std::vector<RankedWord> to_rank = ranked(words);
  if (!to_rank.empty()) rank(query, to_rank, article);
}

}  // namespace
}  // namespace gisa

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  gisa::require_linear_time(size, std::chrono::microseconds(100), [&] {
    gisa::fuzz({reinterpret_cast<const char*>(data), size});
  });
  return 0;
}
