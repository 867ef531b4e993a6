/// An article as a segment keeps it for display and verification (Xapian's document data).
///
///     ArticleEncoder encoder(dictionary);                    // or without one
///     encoder.encode(article, content_hash, bytes);
///     const StoredArticle stored = decode_stored_article(bytes, dictionaries);
///
/// Layout: a version byte, the content hash (8 bytes, little-endian), the size of the signature as
/// a varint (7 bits a byte, low first) and the signature (neighbours.h), then, as one zstd frame,
/// the length of each field as a varint and all fields, without separators, in dense form
/// (dense_text.h). The frame names its dictionary, if it needs one. Version 2 has no signature and
/// is what databases of format 3 are made of.
///
/// Decoding takes a few microseconds, so that a search can read the articles it ranks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/articles/article.h"
#include "common/articles/text_dictionary.h"
#include "common/system/scratch.h"

struct ZSTD_CCtx_s;

namespace gisa {

/// Effort of compression, as zstd counts it.
inline constexpr int kStoredArticleLevel = 3;

/// See Article for what the fields hold. Movable: views stay valid.
struct StoredArticle {
  std::uint64_t content_hash = 0;
  std::string_view id, title, date, press, section, reporter, url, path, body;
  std::unique_ptr<char[]> text;  ///< what the views point into
};

/// An article decompressed, but with its text still in dense form: for who only looks whether it
/// holds something.
struct DenseView {
  /// Bytes that may be read behind the body; they are zero.
  static constexpr std::size_t kPadding = 128;

  /// Throws Error (kCorrupt).
  StoredArticle decode() const;

  /// The same without the body, which is most of it.
  StoredArticle decode_head() const;

  /// False if there is no title, or it was made of the body (article.h).
  bool has_own_title() const;

  std::uint64_t content_hash = 0;
  std::string_view title, body;  ///< in dense form
  std::string_view stored;       ///< sizes and all fields
};

/// The same with its bytes. Movable: views stay valid.
struct DenseArticle : DenseView {
  std::unique_ptr<char[]> bytes;  ///< what the views point into
};

/// Identifies what was read, before cleaning: the same hash means the same record.
std::uint64_t content_hash(const Article& raw);

/// Threads: one encoder a thread.
class ArticleEncoder {
 public:
  /// `dictionary` may be null.
  explicit ArticleEncoder(std::shared_ptr<const TextDictionary> dictionary = nullptr);
  ~ArticleEncoder();
  ArticleEncoder(const ArticleEncoder&) = delete;
  ArticleEncoder& operator=(const ArticleEncoder&) = delete;

  /// Overwrites `out`. There is no signature yet: add_signature().
  void encode(const Article& article, std::uint64_t content_hash, std::string& out);

  /// What is compressed of an article: a sample to make a dictionary of. Valid until the next call.
  std::string_view make_sample(const Article& article);

 private:
  struct Release {
    void operator()(ZSTD_CCtx_s* context) const;
  };
  std::shared_ptr<const TextDictionary> dictionary_;
  std::unique_ptr<ZSTD_CCtx_s, Release> context_;
  Scratch sample_;
  Scratch compressed_;
};

/// Overwrites `out` with what encode() made, and a signature.
void add_signature(std::string_view encoded, std::string_view signature, std::string& out);

/// The signature of a stored article, of which the beginning will do; nothing if it has none, or it
/// is not all there.
std::optional<std::string_view> stored_signature(std::string_view beginning);

/// Throws Error (kCorrupt) if the bytes are no stored article, or need a dictionary that is not
/// there. Threads: any number at once.
StoredArticle decode_stored_article(std::string_view bytes, const TextDictionaries& dictionaries);

/// The same as far as it can be had without decoding. Throws Error (kCorrupt) as above, but what is
/// wrong inside the text only decode() sees. Threads: any number at once.
DenseArticle decompress_stored_article(std::string_view bytes,
                                       const TextDictionaries& dictionaries);

/// The same, valid until this thread decompresses or decodes another one: for who looks at many.
DenseView view_stored_article(std::string_view bytes, const TextDictionaries& dictionaries);

/// The content hash alone. Throws Error (kCorrupt).
std::uint64_t stored_content_hash(std::string_view bytes);

}  // namespace gisa
