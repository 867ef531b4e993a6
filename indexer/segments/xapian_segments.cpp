#include "indexer/segments/xapian_segments.h"

#include <xapian.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <string>

#include "common/articles/stored_article.h"
#include "common/database/checksums.h"
#include "common/database/schema.h"
#include "common/messages/messages.h"
#include "common/system/files.h"
#include "common/system/io_error.h"
#include "gisa/error.h"
#include "indexer/segments/article_terms.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatchesToJoin = 96;  // each is a database with several open files

// Runs `work`, turning Xapian's exceptions into ours.
template <typename Work>
auto translate_errors(const fs::path& segment, Work work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    const char* system = error.get_error_string();
    throw Error(ErrorCode::kIo,
                tr_format("cannot write {}: {}", segment.string(),
                          error.get_msg() + (system != nullptr ? std::string(": ") + system : "")),
                io_hint(system));
  }
}

// Checksums of files that Xapian wrote, read again for that.
SegmentChecksums checksums_of(const fs::path& segment) {
  SegmentChecksums checksums;
  for (const auto& entry : fs::directory_iterator(segment)) {
    if (entry.file_size() > 0 || entry.path().extension() == ".glass") {
      checksums.files.push_back(compute_checksum(entry.path()));
    }
  }
  return checksums;
}

// Joins segments with disjoint, ascending ranges of document ids into one; ids stay as they are.
void join_segments(const std::vector<fs::path>& segments, const fs::path& joined) {
  translate_errors(joined, [&] {
    Xapian::Database sources;
    for (const fs::path& segment : segments)
      sources.add_database(Xapian::Database(segment.string()));
    sources.compact(joined.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  });
}

// The batches of a run, joined as they come.
class Batches {
 public:
  explicit Batches(const fs::path& scratch) : scratch_(scratch) {}

  fs::path path(std::uint64_t number) const {
    return scratch_ / ("batch-" + std::to_string(number));
  }

  void finish_batch(std::uint64_t number, bool is_empty) {
    {
      const std::lock_guard lock(mutex_);
      finished_.insert(number);
      if (is_empty) empty_.insert(number);
    }
    join(false);
  }

  // All of them as one segment; false if there is nothing in it.
  bool join_all(const fs::path& segment) {
    join(true);
    if (groups_.empty()) return false;
    if (groups_.size() == 1) {
      move_file(groups_.front(), segment);
    } else {
      join_segments(groups_, segment);
      for (const fs::path& group : groups_) fs::remove_all(group);
    }
    return true;
  }

 private:
  // Joins the next batches in order as soon as enough of them stand in a row: ids must not
  // interleave.
  void join(bool all) {
    std::vector<fs::path> row;
    fs::path joined;
    {
      const std::lock_guard lock(mutex_);
      std::uint64_t end = next_;
      while (finished_.contains(end)) ++end;
      if (end == next_ || (!all && end - next_ < kBatchesToJoin)) return;
      for (; next_ < end; ++next_) {
        finished_.erase(next_);
        if (empty_.erase(next_) == 0) row.push_back(path(next_));
      }
      if (row.empty()) return;
      joined = scratch_ / ("group-" + std::to_string(groups_.size()));
      groups_.push_back(joined);
    }
    join_segments(row, joined);
    for (const fs::path& batch : row) fs::remove_all(batch);
  }

  const fs::path scratch_;
  std::mutex mutex_;
  std::set<std::uint64_t> finished_;  // not joined yet
  std::set<std::uint64_t> empty_;     // of these, the ones that made no segment
  std::uint64_t next_ = 0;            // to join
  std::vector<fs::path> groups_;      // joined batches, in order
};

// The terms of one article, added up.
class TermCounts {
 public:
  using Counts = std::vector<std::pair<std::string, std::uint32_t>>;

  void add_text(TokenKind kind, std::string_view prefix, std::u16string_view text,
                std::uint32_t wdf) {
    make_text_term(kind, text, term_);
    counts_.emplace_back(prefix, wdf).first += term_;
  }
  void add_term(std::string_view term, std::uint32_t wdf) { counts_.emplace_back(term, wdf); }

  // Sorted, each term once. Valid until clear().
  const Counts& sum() {
    std::ranges::sort(counts_);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (kept > 0 && counts_[kept - 1].first == counts_[i].first) {
        counts_[kept - 1].second += counts_[i].second;
      } else {
        if (kept != i) counts_[kept] = std::move(counts_[i]);
        ++kept;
      }
    }
    counts_.resize(kept);
    return counts_;
  }
  void clear() { counts_.clear(); }

 private:
  Counts counts_;
  std::string term_;
};

class XapianSink final : public ArticleSink {
 public:
  XapianSink(Batches& batches, std::shared_ptr<const TextDictionary> dictionary)
      : batches_(batches), encoder_(std::move(dictionary)) {}

  void add_batch(std::uint64_t number, std::span<const PreparedArticle> articles) override {
    if (!articles.empty()) {
      translate_errors(batches_.path(number), [&] { write(batches_.path(number), articles); });
    }
    batches_.finish_batch(number, articles.empty());
  }

 private:
  void write(const fs::path& path, std::span<const PreparedArticle> articles) {
    // Nobody can see it before it is joined, synced and named by the manifest.
    constexpr int kFlags =
        Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC;
    Xapian::WritableDatabase database(path.string(), kFlags);
    for (const PreparedArticle& prepared : articles) {
      database.replace_document(prepared.document, make_document(prepared));
    }
    database.close();
  }

  Xapian::Document make_document(const PreparedArticle& prepared) {
    Xapian::Document document;
    counts_.clear();
    terms_.feed(prepared.article, counts_);
    for (const auto& [term, wdf] : counts_.sum()) document.add_term(term, wdf);
    const std::string time = ArticleTerms::time_value(prepared.article);
    if (!time.empty()) document.add_value(kTimeSlot, time);
    encoder_.encode(prepared.article, prepared.content_hash, encoded_);
    add_signature(encoded_, terms_.signature(), data_);
    document.set_data(data_);
    return document;
  }

  Batches& batches_;
  ArticleTerms terms_;
  TermCounts counts_;
  ArticleEncoder encoder_;
  std::string encoded_, data_;
};

class XapianSegmentWriter final : public SegmentWriter {
 public:
  explicit XapianSegmentWriter(const fs::path& scratch) : batches_(scratch) {}

  ArticleSink& add_sink(DictionarySource source) override {
    std::shared_ptr<const TextDictionary> dictionary = source ? source() : nullptr;
    const std::lock_guard lock(mutex_);
    if (dictionary) dictionaries_[dictionary->id()] = dictionary;
    sinks_.push_back(std::make_unique<XapianSink>(batches_, std::move(dictionary)));
    return *sinks_.back();
  }

  std::uint64_t finish(const std::vector<std::uint32_t>& dropped,
                       const fs::path& segment) override {
    sinks_.clear();
    if (!batches_.join_all(segment)) return 0;
    return translate_errors(segment, [&] {
      Xapian::WritableDatabase database(segment.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
      for (const auto& [name, value] : segment_metadata(dictionaries_)) {
        database.set_metadata(name, value);
      }
      for (const std::uint32_t document : dropped) database.delete_document(document);
      database.commit();
      const std::uint64_t documents = database.get_doccount();
      database.close();
      write_checksums(segment, checksums_of(segment));
      return documents;
    });
  }

 private:
  std::mutex mutex_;
  Batches batches_;
  TextDictionaries dictionaries_;
  std::vector<std::unique_ptr<ArticleSink>> sinks_;
};

}  // namespace

std::unique_ptr<SegmentWriter> make_xapian_segment_writer(const fs::path& scratch) {
  return std::make_unique<XapianSegmentWriter>(scratch);
}

}  // namespace gisa
