#include "searcher/engine/index/snapshot.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "common/database/checksums.h"
#include "common/database/schema.h"
#include "common/glass/keys.h"
#include "common/messages/messages.h"
#include "common/system/io_error.h"
#include "gisa/error.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

constexpr int kTries =
    10;  // an indexer may publish between our reading the manifest and the segments

// The deleted documents of the segment that a match is about to run in. Xapian makes a clone for
// every segment and tells it which by its database; ids seen by a MatchDecider would not say.
class DeletedArticles final : public Xapian::PostingSource {
 public:
  explicit DeletedArticles(const DeletedBySegment& deleted) : deleted_(deleted) {}

  PostingSource* clone() const override { return new DeletedArticles(deleted_); }
  void init(const Xapian::Database& segment) override {
    const auto found = deleted_.find(segment.get_uuid());
    static const std::vector<std::uint32_t> kNone;
    documents_ = found == deleted_.end() ? &kNone : &found->second;
    next_ = 0;
    started_ = false;
  }

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override {
    return static_cast<Xapian::doccount>(documents_->size());
  }
  Xapian::doccount get_termfreq_max() const override { return get_termfreq_est(); }

  void next(double /*min_weight*/) override {
    if (started_) ++next_;
    started_ = true;
  }
  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    started_ = true;
    const auto from = documents_->begin() + static_cast<std::ptrdiff_t>(next_);
    next_ = static_cast<std::size_t>(std::lower_bound(from, documents_->end(), document) -
                                     documents_->begin());
  }
  bool at_end() const override { return next_ >= documents_->size(); }
  Xapian::docid get_docid() const override { return (*documents_)[next_]; }
  std::string get_description() const override { return "DeletedArticles"; }

 private:
  const DeletedBySegment& deleted_;
  const std::vector<std::uint32_t>* documents_ = nullptr;
  std::size_t next_ = 0;
  bool started_ = false;
};

// Collects the ids of all matches. A spy sees ids as the segment has them.
class IdCollector final : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double /*weight*/) override {
    ids.push_back((document.get_docid() - 1) * segments + segment + 1);
  }
  Xapian::docid segments = 1, segment = 0;
  std::vector<Xapian::docid> ids;
};

// Xapian opens the table of document data when it is first read; by then a merge may have removed
// it. `verified` looks first at what Xapian will.
void open_all_tables(const Xapian::Database& segment, const SegmentIndex* verified) {
  const auto first = segment.postlist_begin("");
  if (first == segment.postlist_end("")) return;
  if (verified != nullptr) (void)SegmentIndex::StoredDocuments(*verified).find(*first);
  segment.get_document(*first).get_data();
}

// By our own code, which looks at the blocks that Xapian is about to read when it opens.
std::unique_ptr<const SegmentIndex> open_verified(const fs::path& path) {
  auto segment = std::make_unique<const SegmentIndex>(path);
  segment->verify_entries(glass::kMetadataPrefix);
  segment->verify_entries(glass::kLengthsPrefix);
  return segment;
}

// Segments of one database mostly share their dictionary.
void load_dictionaries(const Xapian::Database& segment, TextDictionaries& dictionaries) {
  const std::string prefix(kDictionaryKeyPrefix);
  for (auto key = segment.metadata_keys_begin(prefix); key != segment.metadata_keys_end(prefix);
       ++key) {
    const std::string name = (*key).substr(prefix.size());
    std::uint32_t id = 0;
    std::from_chars(name.data(), name.data() + name.size(), id);
    if (dictionaries.contains(id)) continue;
    dictionaries.emplace(id, TextDictionary::deserialize(segment.get_metadata(*key)));
  }
}

}  // namespace

Snapshot::Snapshot(std::shared_ptr<const DatabaseState> state, const Snapshot* known)
    : state_(std::move(state)) {
  if (known != nullptr) {
    index_ = known->index_;
    dictionaries_ = known->dictionaries_;
  }
  std::vector<std::unique_ptr<const SegmentIndex>> opened;
  for (const DatabaseState::Segment& segment : state_->segments()) {
    names_.push_back(segment.directory.string());
    try {
      if (index_ == nullptr) {
        if (segment.hash) check_segment_files(segment.directory, *segment.hash);
        opened.push_back(open_verified(segment.directory));
      }
      add(segment, index_ == nullptr ? opened.back().get() : nullptr);
    } catch (const Xapian::Error& error) {
      throw segment_error(names_.back(), error.get_msg(), error.get_error_string());
    } catch (const Error& error) {
      throw segment_error(names_.back(), error);
    }
    // Another database may just have been made in the place of this one.
    if (index_ == nullptr && opened.back()->uuid() != uuids_.back())
      throw damage_error(tr_format("segment {} has been replaced", names_.back()));
  }
  refuse_twins();
  if (index_ == nullptr) index_ = std::make_shared<const SegmentSet>(std::move(opened));
  for (std::size_t i = 0; i < index_->size(); ++i) documents_.emplace_back((*index_)[i]);
}

// `verified`: the same segment if it is opened for the first time.
void Snapshot::add(const DatabaseState::Segment& segment, const SegmentIndex* verified) {
  const Xapian::Database database(segment.directory.string());
  open_all_tables(database, verified);
  load_dictionaries(database, dictionaries_);
  database_.add_database(database);
  segments_.push_back(database);
  uuids_.push_back(database.get_uuid());
  deleted_count_ += segment.deleted.size();
  if (!segment.deleted.empty()) deleted_[uuids_.back()] = segment.deleted;
  deleted_documents_.push_back(segment.deleted);
}

void Snapshot::refuse_twins() const {
  for (std::size_t i = 0; i < uuids_.size(); ++i) {
    const auto first =
        static_cast<std::size_t>(std::ranges::find(uuids_, uuids_[i]) - uuids_.begin());
    if (first == i) continue;
    throw Error(ErrorCode::kInvalidArgument,
                tr_format("{} and {} hold the same articles", names_[first], names_[i]),
                tr("name each database once, and a copy or the original"));
  }
}

StoredArticle Snapshot::read(ArticleId article) const {
  std::string buffer;
  return decode_stored_article(stored(article, buffer), dictionaries_);
}

DenseArticle Snapshot::read_dense(ArticleId article) const {
  std::string buffer;
  return decompress_stored_article(stored(article, buffer), dictionaries_);
}

DenseView Snapshot::view(ArticleId article) const {
  std::string buffer;
  return view_stored_article(stored(article, buffer), dictionaries_);
}

SegmentIndex::StoredDocuments& Snapshot::documents_of(ArticleId article) const {
  return documents_[index_->segment_of(article)];
}

// Valid as long as `buffer`, and until the next call.
std::string_view Snapshot::stored(ArticleId article, std::string& buffer) const {
  for (const auto& [id, bytes] : prefetched_) {
    if (id == article) return bytes;
  }
  if (const auto stored = documents_of(article).find(index_->document_of(article))) return *stored;
  buffer = database_.get_document(article).get_data();
  return buffer;
}

void Snapshot::prefetch(std::span<const ArticleId> articles) const {
  prefetched_.clear();
  std::vector<std::uint32_t> places;
  for (const ArticleId id : articles)
    places.push_back(documents_of(id).prefetch_place(index_->document_of(id)));
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const ArticleId id = articles[i];
    const auto stored = documents_of(id).prefetch(index_->document_of(id), places[i]);
    if (stored) prefetched_.emplace_back(id, *stored);
  }
}

// What articles begin with; empty where that stands elsewhere. As with prefetch(), no place is
// waited for by itself.
void Snapshot::read_beginnings(std::span<const ArticleId> articles) const {
  places_.clear();
  beginnings_.clear();
  for (const ArticleId id : articles)
    places_.push_back(documents_of(id).prefetch_place(index_->document_of(id)));
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const ArticleId id = articles[i];
    const auto beginning = documents_of(id).prefetch_beginning(index_->document_of(id), places_[i]);
    beginnings_.push_back(beginning.value_or(std::string_view()));
  }
}

std::string Snapshot::time_value(ArticleId article) const {
  verify({});
  return database_.get_document(article, Xapian::DOC_ASSUME_VALID).get_value(kTimeSlot);
}

std::shared_ptr<const Snapshot> Snapshot::open(const fs::path& database) {
  for (int attempt = 1;; ++attempt) {
    try {
      auto state = std::make_shared<const DatabaseState>(DatabaseState::read(database));
      return std::shared_ptr<const Snapshot>(new Snapshot(std::move(state), nullptr));
    } catch (const Error& error) {
      const bool may_have_moved =
          error.code() == ErrorCode::kCorrupt || error.code() == ErrorCode::kNotFound;
      std::error_code ignored;
      if (!may_have_moved || attempt == kTries || !fs::exists(database, ignored)) throw;
    }
  }
}

std::shared_ptr<const Snapshot> Snapshot::open_again() const {
  std::shared_ptr<const Snapshot> again(new Snapshot(state_, this));
  // Another database may have been made in the place of this one.
  if (again->uuids_ != uuids_)
    throw Error(ErrorCode::kCorrupt, tr("the database is no longer what it was"));
  return again;
}

std::vector<ArticleId> Snapshot::find(const Xapian::Query& query,
                                      Interruption& interruption) const {
  verify(query);
  const Xapian::Query unweighed(Xapian::Query::OP_SCALE_WEIGHT, query, 0);
  IdCollector collector;
  collector.segments = static_cast<Xapian::docid>(segments_.size());
  for (const Xapian::Database& segment : segments_) {
    Xapian::Enquire enquire(segment);
    enquire.set_query(without_deleted(unweighed));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
    enquire.add_matchspy(&collector);
    const StopDecider decider(interruption);
    enquire.get_mset(0, 0, segment.get_doccount(), nullptr,
                     interruption.is_possible() ? &decider : nullptr);
    ++collector.segment;
  }
  std::ranges::sort(collector.ids);
  return collector.ids;
}

// Says in which segment something is damaged.
template <typename Look>
void Snapshot::look_at_segments(Look look) const {
  for (std::size_t i = 0; i < index_->size(); ++i) {
    try {
      look((*index_)[i]);
    } catch (const Error& error) {
      throw segment_error(names_[i], error);
    }
  }
}

void Snapshot::verify(const Xapian::Query& query) const {
  look_at_segments([&](const SegmentIndex& segment) {
    for (auto term = query.get_unique_terms_begin(); term != query.get_terms_end(); ++term) {
      if (!(*term).empty()) segment.verify_postings(*term);
    }
    if (times_are_verified_) return;
    segment.verify_entries(glass::kValueStatisticsPrefix);
    segment.verify_entries(glass::kValueChunkPrefix);
  });
  times_are_verified_ = true;
}

void Snapshot::verify_terms(std::string_view prefix, std::size_t most) const {
  look_at_segments([&](const SegmentIndex& segment) { segment.verify_terms(prefix, most); });
}

Xapian::Query Snapshot::without_deleted(const Xapian::Query& query) const {
  if (deleted_count_ == 0) return query;
  auto* deleted = new DeletedArticles(deleted_);
  return {Xapian::Query::OP_AND_NOT, query, Xapian::Query(deleted->release())};
}

}  // namespace gisa
