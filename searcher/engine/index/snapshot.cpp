#include "searcher/engine/index/snapshot.h"

#include <algorithm>
#include <charconv>
#include <future>
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

// Files by our own code, which looks at the blocks that Xapian is about to read when it opens.
std::unique_ptr<const SegmentReader> open_segment(const DatabaseState::Place& place) {
  if (place.server) return std::make_unique<const ServedSegment>(*place.server);
  if (place.hash) check_segment_files(place.directory, *place.hash);
  auto segment = std::make_unique<const SegmentIndex>(place.directory);
  segment->verify_entries(glass::kMetadataPrefix);
  segment->verify_entries(glass::kLengthsPrefix);
  segment->verify_documents();
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
    dictionaries_ = known->dictionaries_;
    if (!known->is_served()) index_ = known->index_;  // a connection is of one thread
  }
  std::vector<std::unique_ptr<const SegmentReader>> opened;
  for (const DatabaseState::Place& place : state_->segments()) {
    names_.push_back(place.directory.string());
    try {
      if (index_ == nullptr) opened.push_back(open_segment(place));
      add(place, index_ == nullptr ? opened.back().get() : nullptr);
    } catch (const Xapian::NetworkError& error) {
      throw server_error(error, names_.back());
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
  refuse_deleted();
  for (std::size_t i = 0; i < index_->size(); ++i) {
    const SegmentIndex* const files = index_->files(i);
    documents_.emplace_back();
    if (files != nullptr) documents_.back().emplace(*files);
  }
}

// `opened`: the same segment if it is opened for the first time.
void Snapshot::add(const DatabaseState::Place& place, const SegmentReader* opened) {
  const auto* const served = dynamic_cast<const ServedSegment*>(opened);
  served_.push_back(served);
  Xapian::Database database;
  if (served != nullptr) {
    database = served->database();
  } else {
    database = Xapian::Database(place.directory.string());
    open_all_tables(database, dynamic_cast<const SegmentIndex*>(opened));
  }
  load_dictionaries(database, dictionaries_);
  database_.add_database(database);
  segments_.push_back(database);
  uuids_.push_back(database.get_uuid());
  deleted_count_ += place.deleted.size();
  if (!place.deleted.empty()) deleted_[uuids_.back()] = place.deleted;
  deleted_documents_.push_back(place.deleted);
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

// What is deleted is a posting source of ours, which cannot be sent to a server with a query.
void Snapshot::refuse_deleted() const {
  if (deleted_count_ == 0 || !is_served()) return;
  const auto with_deleted = std::ranges::find_if(
      deleted_documents_,
      [](const std::vector<std::uint32_t>& deleted) { return !deleted.empty(); });
  const std::size_t at = static_cast<std::size_t>(with_deleted - deleted_documents_.begin());
  throw Error(ErrorCode::kInvalidArgument,
              tr_format("{} has deleted articles, and cannot be searched together with servers",
                        names_[at]),
              tr("merge them away with gisa-index --optimize"));
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

// The stored articles of the segment that has this one; nothing if a server has it.
std::optional<SegmentIndex::StoredDocuments>& Snapshot::documents_of(ArticleId article) const {
  return documents_[index_->segment_of(article)];
}

std::string_view Snapshot::served(ArticleId article) const {
  return served_[index_->segment_of(article)]->stored(index_->document_of(article));
}

// Valid as long as `buffer`, and until the next call.
std::string_view Snapshot::stored(ArticleId article, std::string& buffer) const {
  for (const auto& [id, bytes] : prefetched_) {
    if (id == article) return bytes;
  }
  auto& documents = documents_of(article);
  if (!documents) return served(article);
  if (const auto stored = documents->find(index_->document_of(article))) return *stored;
  buffer = database_.get_document(article).get_data();
  return buffer;
}

void Snapshot::prefetch(std::span<const ArticleId> articles) const {
  prefetched_.clear();
  read_places(articles);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const ArticleId id = articles[i];
    auto& documents = documents_of(id);
    if (!documents) continue;
    if (const auto stored = documents->prefetch(index_->document_of(id), places_[i]))
      prefetched_.emplace_back(id, *stored);
  }
  ask_servers(articles, [](const ServedSegment& server, std::uint32_t document) {
    (void)server.stored(document);
  });
}

void Snapshot::prefetch_to_rank(std::span<const ArticleId> articles) const {
  prefetch(articles);
  ask_servers(articles, [](const ServedSegment& server, std::uint32_t document) {
    (void)server.length(document);
  });
}

// Calls `ask(server, document)` for each that a server has, of several servers at the same time.
template <typename Ask>
void Snapshot::ask_servers(std::span<const ArticleId> articles, Ask ask) const {
  if (!is_served()) return;
  std::vector<std::vector<std::uint32_t>> documents(served_.size());
  for (const ArticleId id : articles)
    documents[index_->segment_of(id)].push_back(index_->document_of(id));
  std::vector<std::future<void>> answers;
  for (std::size_t i = 0; i < served_.size(); ++i) {
    if (served_[i] == nullptr || documents[i].empty()) continue;
    const auto when = answers.empty() ? std::launch::deferred : std::launch::async;
    answers.push_back(std::async(when, [&, i] {
      for (const std::uint32_t document : documents[i]) ask(*served_[i], document);
    }));
  }
  for (std::future<void>& answer : answers) answer.get();
}

// Where articles stand; 0 of those that a server has.
void Snapshot::read_places(std::span<const ArticleId> articles) const {
  places_.clear();
  for (const ArticleId id : articles) {
    auto& documents = documents_of(id);
    places_.push_back(documents ? documents->prefetch_place(index_->document_of(id)) : 0);
  }
}

// What articles begin with. A few stand in two blocks: there it may end within the signature, or be
// empty. As with prefetch(), no place is waited for by itself.
void Snapshot::read_beginnings(std::span<const ArticleId> articles) const {
  read_places(articles);
  ask_servers(articles, [](const ServedSegment& server, std::uint32_t document) {
    (void)server.stored(document);
  });
  beginnings_.clear();
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const ArticleId id = articles[i];
    auto& documents = documents_of(id);
    const auto beginning =
        documents ? documents->prefetch_beginning(index_->document_of(id), places_[i]) : served(id);
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
  // Another database may have been made at this path meanwhile.
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
    if (served_[collector.segment] != nullptr) {
      for (const Xapian::docid id : find_ids(segment, query))
        collector.ids.push_back(index_->article(collector.segment, id));
      ++collector.segment;
      continue;
    }
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

std::vector<ArticleId> Snapshot::articles_with(const TermExpression& terms) const {
  std::vector<ArticleId> articles;
  for (std::size_t segment = 0; segment < index_->size(); ++segment) {
    DocumentSet documents = (*index_)[segment].find(terms);
    documents.remove(deleted_documents_[segment]);
    for (const std::uint32_t document : documents.to_vector())
      articles.push_back(index_->article(segment, document));
  }
  return articles;
}

// At those that are files. Says in which something is damaged.
template <typename Look>
void Snapshot::look_at_segments(Look look) const {
  for (std::size_t i = 0; i < index_->size(); ++i) {
    if (index_->files(i) == nullptr) continue;
    try {
      look(*index_->files(i));
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

std::vector<ArticleId> spread(std::vector<ArticleId> articles, std::size_t most) {
  if (articles.size() <= most) return articles;
  std::vector<ArticleId> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(articles[i * articles.size() / most]);
  return some;
}

}  // namespace gisa
