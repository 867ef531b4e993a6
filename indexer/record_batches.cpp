#include "indexer/record_batches.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>

namespace gisa {
namespace {

struct HashDeleter {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

class Batcher {
 public:
  Batcher(const BatchLimits& limits, const std::function<bool(RecordBatch)>& deliver,
          const std::function<void(FinishedSource)>& finished,
          const std::function<void(Problem)>& report)
      : limits_(limits), deliver_(deliver), finished_(finished), report_(report) {}

  // False if the receiver wants no more.
  bool add(const SourceFile& source) {
    return source.format->is_line_oriented() ? add_lines(source) : add_file(source);
  }

  bool flush() {
    if (batch_.records.empty()) return true;
    batch_.number = next_number_++;
    batch_.first_document = next_document_;
    next_document_ += static_cast<std::uint32_t>(batch_.records.size());
    RecordBatch full = std::move(batch_);
    batch_ = {};
    return deliver_(std::move(full));
  }

 private:
  bool add_file(const SourceFile& source) {
    batch_.records.push_back({&source, 0, {}});
    batch_.input_bytes += source.size;
    const bool full =
        batch_.records.size() >= limits_.records || batch_.input_bytes >= limits_.bytes;
    return !full || flush();
  }

  // Reads a block, cuts it after its last line end, and carries the rest over.
  bool add_lines(const SourceFile& source) {
    if (!flush()) return false;
    const bool is_stdin = source.file == "-";
    const int fd = is_stdin ? STDIN_FILENO : ::open(source.file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
      report_({source.file.string(), 0, std::strerror(errno)});
      return true;
    }
    const bool go_on = read_lines(source, fd);
    if (!is_stdin) ::close(fd);
    return go_on;
  }

  bool read_lines(const SourceFile& source, int fd) {
    const std::unique_ptr<XXH3_state_t, HashDeleter> hash(XXH3_createState());
    XXH3_64bits_reset(hash.get());
    std::string carried;
    line_ = 0;
    while (true) {
      auto buffer = std::make_shared<std::string>(std::move(carried));
      carried.clear();
      const std::size_t had = buffer->size();
      bool at_end = false;
      if (!fill(fd, *buffer, at_end)) {
        report_({source.file.string(), line_ + 1,
                 std::string("reading failed: ") + std::strerror(errno)});
        return true;
      }
      XXH3_64bits_update(hash.get(), buffer->data() + had, buffer->size() - had);
      const std::size_t cut = at_end ? buffer->size() : buffer->rfind('\n') + 1;  // npos + 1 is 0
      carried.assign(*buffer, cut);
      buffer->resize(cut);
      if (!cut_lines(source, buffer)) return false;
      if (at_end) break;
    }
    finished_({&source, XXH3_64bits_digest(hash.get())});
    return true;
  }

  // Reads until the block is full and holds a line end, or to the end of the file.
  bool fill(int fd, std::string& buffer, bool& at_end) {
    std::size_t target = limits_.bytes;
    while (true) {
      const std::size_t had = buffer.size();
      if (had >= target) {
        if (buffer.find('\n') != std::string::npos) return true;
        target = had * 2;  // one very long line
      }
      buffer.resize(target);
      const ssize_t got = ::read(fd, buffer.data() + had, target - had);
      buffer.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return false;
      if (got == 0) {
        at_end = true;
        return true;
      }
    }
  }

  bool cut_lines(const SourceFile& source, const std::shared_ptr<const std::string>& buffer) {
    std::string_view rest = *buffer;
    batch_.buffer = buffer;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      batch_.input_bytes += line.size() + 1;
      ++line_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      batch_.records.push_back({&source, line_, line});
      if (batch_.records.size() < limits_.records) continue;
      if (!flush()) return false;
      batch_.buffer = buffer;
    }
    return flush();
  }

  const BatchLimits limits_;
  const std::function<bool(RecordBatch)>& deliver_;
  const std::function<void(FinishedSource)>& finished_;
  const std::function<void(Problem)>& report_;
  RecordBatch batch_;
  std::uint64_t next_number_ = 0;
  std::uint32_t next_document_ = 1;
  std::uint64_t line_ = 0;
};

}  // namespace

void make_batches(const std::vector<const SourceFile*>& sources, const BatchLimits& limits,
                  const std::function<bool(RecordBatch)>& deliver,
                  const std::function<void(FinishedSource)>& finished,
                  const std::function<void(Problem)>& report) {
  Batcher batcher(limits, deliver, finished, report);
  for (const SourceFile* source : sources) {
    if (!batcher.add(*source)) return;
  }
  batcher.flush();
}

}  // namespace gisa
