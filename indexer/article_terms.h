/// Which terms an article gets: said once, for every way of writing segments.
///
///     ArticleTerms terms;
///     terms.feed(article, sink);      // sink.add(prefix, text, wdf) or sink.add(term, wdf)
///
/// Everything the articles of a segment can be found by comes from here, so that two writers that
/// are fed the same articles make the same index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/analyzer.h"
#include "common/article.h"
#include "common/schema.h"

namespace gisa {

/// Threads: one a thread.
class ArticleTerms {
 public:
  /// Hands every occurrence of a term to `sink`, in any order and again and again:
  ///     sink.add_text(kind, prefix, text, wdf)   the term is prefix + make_text_term(kind, text)
  ///     sink.add_term(term, wdf)                 UTF-8
  template <typename Sink>
  void feed(const Article& article, Sink& sink) {
    if (!is_made_of_body(article.title, article.body)) feed_title(article.title, sink);
    feed_body(article.body, sink);
    field_terms(article, fields_);
    for (const std::string& term : fields_) sink.add_term(term, 0);
  }

  /// Terms to filter by; they carry no weight. Overwrites `out`.
  static void field_terms(const Article& article, std::vector<std::string>& out);

  /// The value of kTimeSlot; empty if the article has no date.
  static std::string time_value(const Article& article);

 private:
  template <typename Sink>
  void feed_title(std::string_view title, Sink& sink) {
    analyzer_.analyze(title, analysis_);
    for (const Token& token : analysis_.tokens) {
      const std::u16string_view text = analysis_.text(token.text);
      sink.add_text(token.kind, "", text, kTitleWeight);
      if (is_title_kind(token.kind)) sink.add_text(token.kind, kTitlePrefix, text, 1);
    }
  }

  template <typename Sink>
  void feed_body(std::string_view body, Sink& sink) {
    analyzer_.analyze(body, analysis_);
    for (const Token& token : analysis_.tokens) {
      sink.add_text(token.kind, "", analysis_.text(token.text), 1);
    }
  }

  Analyzer analyzer_{Analyzer::Use::kArticles};
  Analysis analysis_;
  std::vector<std::string> fields_;
};

}  // namespace gisa
