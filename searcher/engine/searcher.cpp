#include "gisa/searcher.h"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <system_error>

#include "common/analysis/analyzer.h"
#include "searcher/engine/search/search.h"

namespace gisa {

// What the searches of all threads share. One that begins takes an idle Search of the current state
// or makes one; one that ends leaves it for the next.
class Searcher::Pool {
 public:
  explicit Pool(const std::filesystem::path& database) : database_(database) {
    set_current(std::make_unique<Search>(database_, Snapshot::open(database_)));
    // The program may go to another directory.
    std::error_code ignored;
    const std::filesystem::path full = std::filesystem::absolute(database, ignored);
    if (!full.empty()) database_ = full;
  }

  ~Pool() { leave_to_parent(); }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // A server may have gone and come back since the last search: asks it once more.
  SearchResult search(const SearchRequest& request) {
    for (bool is_again = false;; is_again = true) {
      const Loan loan(*this);
      try {
        return loan.search->run(request);
      } catch (const Error&) {
        if (is_again || !loan.search->is_cut_off()) throw;
      }
    }
  }

  void set_synonyms(std::string_view text, const std::string& name) {
    auto read = std::make_shared<Synonyms>();
    Analyzer analyzer;
    read->read(text, name, analyzer);
    const std::lock_guard lock(mutex_);
    synonyms_ = std::move(read);
  }

  bool refresh() {
    const std::lock_guard one_refresh(refresh_mutex_);
    if (DatabaseState::read(database_) == *state()) return false;
    auto newest = std::make_unique<Search>(database_, Snapshot::open(database_));
    std::vector<std::unique_ptr<Search>> old;  // closed when nobody waits for the lock
    const std::lock_guard lock(mutex_);
    leave_to_parent();
    old.swap(idle_);
    set_current(std::move(newest));
    return true;
  }

  DatabaseInfo info() const {
    const std::lock_guard lock(mutex_);
    return info_;
  }

 private:
  std::shared_ptr<const DatabaseState> state() const {
    const std::lock_guard lock(mutex_);
    return state_;
  }

  struct Loan {
    explicit Loan(Pool& lender) : pool(lender), search(lender.take()) {}
    ~Loan() { pool.give_back(std::move(search)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    Pool& pool;
    std::unique_ptr<Search> search;
  };

  void set_current(std::unique_ptr<Search> search) {
    const Snapshot& snapshot = search->snapshot();
    state_ = snapshot.state();
    info_ = {snapshot.article_count(), snapshot.segments().size(), state_->generation(),
             std::string(Analyzer::fingerprint())};
    idle_.push_back(std::move(search));
    came_back_.notify_all();
  }

  std::unique_ptr<Search> take() {
    std::unique_lock lock(mutex_);
    leave_to_parent();
    while (idle_.empty()) {
      if (!open_another()) came_back_.wait(lock);
    }
    std::unique_ptr<Search> search = std::move(idle_.back());
    idle_.pop_back();
    busy_.push_back(&search->snapshot());
    search->use(synonyms_);
    return search;
  }

  // A connection to a server is of the process that made it. The child of a fork() opens its own,
  // and does not even close those of its parent, which a server would be told. Under the lock.
  void leave_to_parent() {
    const pid_t self = getpid();
    if (std::exchange(process_, self) == self) return;
    for (std::unique_ptr<Search>& search : idle_) {
      if (search->snapshot().is_served()) static_cast<void>(search.release());
    }
    std::erase(idle_, nullptr);
  }

  // Opens the current state once more; under the lock, so that the snapshot to copy stays. If its
  // files are gone, there is nothing but to wait for one that is open. If none is, since a server
  // was gone, opens the newest state.
  bool open_another() {
    const auto current = std::ranges::find_if(
        busy_, [&](const Snapshot* snapshot) { return snapshot->state() == state_; });
    if (current == busy_.end()) {
      set_current(std::make_unique<Search>(database_, Snapshot::open(database_)));
      return true;
    }
    try {
      idle_.push_back(std::make_unique<Search>(database_, (*current)->open_again()));
    } catch (const Error&) {
      return false;
    }
    return true;
  }

  void give_back(std::unique_ptr<Search> search) {
    const std::lock_guard lock(mutex_);
    std::erase(busy_, &search->snapshot());
    const bool is_cut_off = search->is_cut_off();
    if (is_cut_off) idle_.clear();  // they are, too
    const bool is_current = !is_cut_off && search->snapshot().state() == state_;
    if (is_current && idle_.size() < kMostIdle) idle_.push_back(std::move(search));
    came_back_.notify_one();
  }

  static constexpr std::size_t kMostIdle = 32;

  std::filesystem::path database_;  // absolute, once it is open
  std::mutex refresh_mutex_;        // before mutex_
  mutable std::mutex mutex_;
  std::condition_variable came_back_;
  std::vector<std::unique_ptr<Search>> idle_;
  std::vector<const Snapshot*> busy_;
  pid_t process_ = getpid();  // that opened the idle ones
  std::shared_ptr<const Synonyms> synonyms_ = default_synonyms();
  std::shared_ptr<const DatabaseState> state_;  // the current one
  DatabaseInfo info_;
};

Searcher::Searcher(const std::filesystem::path& database)
    : pool_(std::make_unique<Pool>(database)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

SearchResult Searcher::search(const SearchRequest& request) const { return pool_->search(request); }
void Searcher::set_synonyms(std::string_view text, const std::string& name) {
  pool_->set_synonyms(text, name);
}
bool Searcher::refresh() { return pool_->refresh(); }
DatabaseInfo Searcher::info() const { return pool_->info(); }

std::string_view version() noexcept { return GISA_VERSION; }

}  // namespace gisa
