#include "indexer/segments/glass_segments.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "common/articles/stored_article.h"
#include "common/database/schema.h"
#include "common/system/io_error.h"
#include "indexer/inverter/inverter.h"
#include "indexer/merge/glass_source.h"
#include "indexer/merge/inverter_source.h"
#include "indexer/merge/segment_merger.h"
#include "indexer/segments/article_store.h"
#include "indexer/segments/article_terms.h"
#include "indexer/segments/inverter_feed.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

// Segments on disk that hold what did not fit into memory. When there are many of about a size they
// are merged, so that the last merge has few sources, however little memory there is. Threads: any.
class Spills {
 public:
  explicit Spills(const fs::path& scratch) : scratch_(scratch) {}

  void write(Inverter& inverter) {
    Spill spill{next_path(), 0};
    const InverterSource source(inverter);
    const MergeSource merge[] = {{&source, {}}};
    write_segment(merge, spill.segment, {});
    inverter.clear();
    for (std::vector<Spill> row = add(spill); !row.empty(); row = add(spill)) spill = join(row);
  }

  std::vector<fs::path> segments() const {
    std::vector<fs::path> segments;
    for (const Spill& spill : spills_) segments.push_back(spill.segment);
    return segments;
  }

 private:
  static constexpr std::ptrdiff_t kMostOfALevel = 32;

  struct Spill {
    fs::path segment;
    unsigned level = 0;  // how often its articles were merged
  };

  fs::path next_path() {
    const std::lock_guard lock(mutex_);
    return scratch_ / ("spill-" + std::to_string(written_++));
  }

  // Adds a spill. If its level is full now, takes all of that level away for the caller to join.
  std::vector<Spill> add(const Spill& spill) {
    const std::lock_guard lock(mutex_);
    spills_.push_back(spill);
    const auto is_of_level = [&](const Spill& other) { return other.level == spill.level; };
    std::vector<Spill> row;
    if (std::ranges::count_if(spills_, is_of_level) < kMostOfALevel) return row;
    std::ranges::copy_if(spills_, std::back_inserter(row), is_of_level);
    std::erase_if(spills_, is_of_level);
    return row;
  }

  Spill join(const std::vector<Spill>& row) {
    const Spill joined{next_path(), row.front().level + 1};
    std::vector<std::unique_ptr<GlassSource>> sources;
    std::vector<MergeSource> merge;
    for (const Spill& spill : row) {
      sources.push_back(std::make_unique<GlassSource>(spill.segment));
      merge.push_back({sources.back().get(), {}});
    }
    write_segment(merge, joined.segment, {});
    sources.clear();
    for (const Spill& spill : row) fs::remove_all(spill.segment);
    return joined;
  }

  const fs::path scratch_;
  std::mutex mutex_;
  std::vector<Spill> spills_;
  std::uint64_t written_ = 0;
};

class GlassSink final : public ArticleSink {
 public:
  GlassSink(Spills& spills, ArticleStore& store, std::uint64_t memory, DictionarySource dictionary)
      : spills_(spills),
        store_(store),
        memory_(memory),
        dictionary_source_(std::move(dictionary)) {}

  // One pass after the other over the batch: what a pass works with, tables of the analyzer or of
  // the compressor, then stays in the processor's cache.
  void add_batch(std::uint64_t number, std::span<const PreparedArticle> articles) override {
    signatures_.clear();
    signature_ends_.clear();
    inverter_.begin_batch();
    for (const PreparedArticle& prepared : articles) invert(prepared);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const std::size_t size = signature_ends_[i] - begin;
      store(articles[i], std::string_view(signatures_).substr(begin, size));
      begin = signature_ends_[i];
    }
    store_.add(number, stored_);
  }

  void finish() override { inverter_.seal(); }

  Inverter& inverter() { return inverter_; }

  /// What its articles were compressed by, if it had any; null: nothing.
  const std::shared_ptr<const TextDictionary>& dictionary() const { return dictionary_; }

 private:
  void invert(const PreparedArticle& prepared) {
    inverter_.begin_document(prepared.document);
    terms_.feed(prepared.article, feed_);
    feed_.finish_article();
    inverter_.add_value(kTimeSlot, ArticleTerms::time_value(prepared.article));
    inverter_.end_document({});
    signatures_ += terms_.signature();
    signature_ends_.push_back(signatures_.size());
    const std::uint64_t needed = inverter_.memory_bytes() + inverter_.reading_bytes();
    if (needed > memory_) spills_.write(inverter_);
  }

  void store(const PreparedArticle& prepared, std::string_view signature) {
    if (!encoder_) {
      if (dictionary_source_) dictionary_ = dictionary_source_();
      encoder_.emplace(dictionary_);
    }
    encoder_->encode(prepared.article, prepared.content_hash, encoded_);
    add_signature(encoded_, signature, data_);
    stored_.documents.push_back(prepared.document);
    stored_.bytes += data_;
    stored_.ends.push_back(stored_.bytes.size());
  }

  Spills& spills_;
  ArticleStore& store_;
  const std::uint64_t memory_;  // bytes
  Inverter inverter_;
  InverterFeed feed_{inverter_};
  ArticleTerms terms_;
  const DictionarySource dictionary_source_;
  std::shared_ptr<const TextDictionary> dictionary_;
  std::optional<ArticleEncoder> encoder_;  // once there is something to store
  std::string encoded_;
  std::string data_;
  std::string signatures_;  // of the articles of a batch
  std::vector<std::size_t> signature_ends_;
  ArticleStore::Batch stored_;
};

class GlassSegmentWriter final : public SegmentWriter {
 public:
  GlassSegmentWriter(const fs::path& scratch, const GlassOptions& options)
      : options_(options), spills_(scratch), store_(scratch) {}

  ArticleSink& add_sink(DictionarySource dictionary) override {
    const std::lock_guard lock(mutex_);
    sinks_.push_back(std::make_unique<GlassSink>(
        spills_, store_, options_.memory / options_.threads, std::move(dictionary)));
    return *sinks_.back();
  }

  void give_up() override { store_.give_up(); }

  std::uint64_t finish(const std::vector<std::uint32_t>& dropped,
                       const fs::path& segment) override {
    std::vector<std::unique_ptr<SegmentSource>> sources;
    for (const fs::path& spill : spills_.segments()) {
      sources.push_back(std::make_unique<GlassSource>(spill));
    }
    std::vector<Inverter*> inverters;
    TextDictionaries dictionaries;
    for (const auto& sink : sinks_) {
      if (!sink->inverter().documents().empty()) inverters.push_back(&sink->inverter());
      if (sink->dictionary()) dictionaries.emplace(sink->dictionary()->id(), sink->dictionary());
    }
    if (!inverters.empty()) sources.push_back(std::make_unique<InverterSource>(inverters));
    if (sources.empty()) return 0;
    std::vector<MergeSource> merge;
    for (const auto& source : sources) merge.push_back({source.get(), dropped});
    SegmentOptions options;
    options.numbering = Numbering::kKeep;
    options.threads = options_.threads;
    options.metadata = segment_metadata(dictionaries);
    options.docdata = store_.finish(dropped);
    const SegmentTotals totals = write_segment(merge, segment, options);
    sources.clear();
    sinks_.clear();
    for (const fs::path& spill : spills_.segments()) fs::remove_all(spill);
    return totals.documents;
  }

 private:
  const GlassOptions options_;
  std::mutex mutex_;
  Spills spills_;
  ArticleStore store_;
  std::vector<std::unique_ptr<GlassSink>> sinks_;
};

TextDictionaries dictionaries_of(const GlassSource& source) {
  TextDictionaries dictionaries;
  for (const auto& [name, value] : source.metadata()) {
    if (!name.starts_with(kDictionaryKeyPrefix)) continue;
    auto dictionary = TextDictionary::deserialize(value);
    const std::uint32_t id = dictionary->id();
    dictionaries.emplace(id, std::move(dictionary));
  }
  return dictionaries;
}

}  // namespace

std::unique_ptr<SegmentWriter> make_glass_segment_writer(const fs::path& scratch,
                                                         const GlassOptions& options) {
  return std::make_unique<GlassSegmentWriter>(scratch, options);
}

std::uint64_t merge_glass_segments(std::span<const SegmentToMerge> sources, const fs::path& segment,
                                   unsigned threads) {
  std::vector<std::unique_ptr<GlassSource>> opened;
  std::vector<MergeSource> merge;
  TextDictionaries dictionaries;
  for (const SegmentToMerge& source : sources) {
    opened.push_back(std::make_unique<GlassSource>(source.segment));
    merge.push_back({opened.back().get(), source.deleted});
    dictionaries.merge(dictionaries_of(*opened.back()));
  }
  SegmentOptions options;
  options.numbering = Numbering::kBySource;
  options.threads = threads;
  options.metadata = segment_metadata(dictionaries);
  return write_segment(merge, segment, options).documents;
}

TextDictionaries read_dictionaries(const fs::path& segment) {
  try {
    return dictionaries_of(GlassSource(segment));
  } catch (const Error& error) {
    throw segment_error(segment.string(), error);
  }
}

}  // namespace gisa
