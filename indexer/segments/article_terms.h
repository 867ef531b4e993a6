/// Which terms an article gets: said once, for every way of writing segments.
///
///     ArticleTerms terms;
///     terms.feed(article, sink);      // sink.add(prefix, text, wdf) or sink.add(term, wdf)
///     terms.signature();              // of the same article, to be stored with it
///
/// Everything the articles of a segment can be found by comes from here, so that two writers that
/// are fed the same articles make the same index.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/articles/article.h"
#include "common/articles/neighbours.h"
#include "common/database/schema.h"

namespace gisa {

/// Threads: one a thread.
class ArticleTerms {
 public:
  /// Hands every occurrence of a term to `sink`, in any order and again and again:
  ///     sink.add_text(kind, prefix, text, wdf)   the term is prefix + make_text_term(kind, text)
  ///     sink.add_term(term, wdf)                 UTF-8
  /// and, if it can, at once what a body's stem of Hangul has (for_each_token_of_stem()):
  ///     sink.add_stem(stem)                      each with wdf 1
  ///     sink.add_link(end, begin)                the same of a link
  template <typename Sink>
  void feed(const Article& article, Sink& sink) {
    neighbours_.clear();
    if (!is_made_of_body(article.title, article.body)) {
      feed_title(article.title, sink);
    } else if (!article.title.empty()) {
      // Phrases are looked for in any title, and a cut one may end inside a word.
      NoTokens none;
      feed_text(article.title, none);
    }
    feed_body(article.body, sink);
    field_terms(article, fields_);
    for (const std::string& term : fields_) sink.add_term(term, 0);
  }

  /// Which words stand beside each other in the article that was fed last (neighbours.h). Valid
  /// until the next call.
  const std::string& signature() {
    neighbours_.make_signature(signature_);
    return signature_;
  }

  /// Terms to filter by; they carry no weight. Overwrites `out`.
  static void field_terms(const Article& article, std::vector<std::string>& out);

  /// The value of kTimeSlot; empty if the article has no date.
  static std::string time_value(const Article& article);

 private:
  template <typename Sink>
  class TitleTokens final : public TokenSink {
   public:
    explicit TitleTokens(Sink& sink) : sink_(sink) {}
    void add(TokenKind kind, std::u16string_view text) override {
      sink_.add_text(kind, "", text, weight_of(kind, kTitleWeight));
      if (is_title_kind(kind)) sink_.add_text(kind, kTitlePrefix, text, 1);
    }

   private:
    Sink& sink_;
  };

  template <typename Sink>
  class BodyTokens final : public TokenSink {
   public:
    explicit BodyTokens(Sink& sink) : sink_(sink) {}
    void add(TokenKind kind, std::u16string_view text) override {
      sink_.add_text(kind, "", text, weight_of(kind, 1));
    }
    void add_stem(std::u16string_view stem) override {
      if constexpr (requires { sink_.add_stem(stem); }) {
        sink_.add_stem(stem);
      } else {
        TokenSink::add_stem(stem);
      }
    }
    void add_link(char16_t end, char16_t begin) override {
      if constexpr (requires { sink_.add_link(end, begin); }) {
        sink_.add_link(end, begin);
      } else {
        TokenSink::add_link(end, begin);
      }
    }

   private:
    Sink& sink_;
  };

  void feed_text(std::string_view text, TokenSink& tokens) {
    analyzer_.analyze(text, tokens);
    neighbours_.add(analyzer_.words());
  }

  template <typename Sink>
  void feed_title(std::string_view title, Sink& sink) {
    TitleTokens<Sink> tokens(sink);
    feed_text(title, tokens);
  }

  template <typename Sink>
  void feed_body(std::string_view body, Sink& sink) {
    BodyTokens<Sink> tokens(sink);
    feed_text(body, tokens);
  }

  Analyzer analyzer_{Analyzer::Use::kArticles};
  std::vector<std::string> fields_;
  Neighbours neighbours_;
  std::string signature_;
};

}  // namespace gisa
