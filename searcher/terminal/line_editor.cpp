#include "searcher/terminal/line_editor.h"

#include <fcntl.h>
#include <histedit.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cwchar>
#include <iostream>
#include <system_error>
#include <utility>

#include "common/system/standard_streams.h"
#include "gisa/error.h"

namespace gisa::terminal {
namespace {

constexpr int kHistoryLines = 1000;

volatile std::sig_atomic_t interrupted = 0;

void note_interrupt(int /*signal*/) { interrupted = 1; }

// Keeps SIGINT from coming anywhere but where a key is waited for: between two keys it would leave
// its mark, and nobody would look before the next key.
class HeldInterrupts {
 public:
  HeldInterrupts() {
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupts, &before_);
  }
  ~HeldInterrupts() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HeldInterrupts(const HeldInterrupts&) = delete;
  HeldInterrupts& operator=(const HeldInterrupts&) = delete;

  // Waits for input; false if there is an interrupt first.
  bool wait_for_input() const {
    pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    while (interrupted == 0) {
      if (ppoll(&input, 1, nullptr, &before_) > 0) return true;
      if (errno != EINTR) return true;  // reading will tell
    }
    return false;
  }

 private:
  sigset_t before_{};
};

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = note_interrupt;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
}

// libedit edits characters of the locale; Hangul needs a locale of UTF-8, whichever.
void use_utf8_characters() {
  if (std::setlocale(LC_CTYPE, "") != nullptr && MB_CUR_MAX > 1) return;
  std::setlocale(LC_CTYPE, "C.UTF-8");
}

struct CloseEditLine {
  void operator()(EditLine* line) const { el_end(line); }
};
struct CloseHistory {
  void operator()(History* history) const { history_end(history); }
};

}  // namespace

class LineEditor::Editing {
 public:
  Editing(std::string prompt, std::filesystem::path file)
      : prompt_(std::move(prompt)), file_(std::move(file)) {
    use_utf8_characters();
    history_.reset(history_init());
    line_.reset(el_init("gisa-search", stdin, stdout, stderr));
    if (!history_ || !line_) throw Error(ErrorCode::kInternal, "the line editor does not start");
    el_set(line_.get(), EL_CLIENTDATA, this);
    el_set(line_.get(), EL_PROMPT, &Editing::prompt);
    el_set(line_.get(), EL_GETCFN, &Editing::next_character);
    el_set(line_.get(), EL_EDITOR, "emacs");
    el_set(line_.get(), EL_SIGNAL, 0);
    el_set(line_.get(), EL_HIST, history, history_.get());
    el_set(line_.get(), EL_BIND, "^R", "em-inc-search-prev", nullptr);
    el_source(line_.get(), nullptr);  // the user's ~/.editrc
    HistEvent event{};
    history(history_.get(), &event, H_SETSIZE, kHistoryLines);
    history(history_.get(), &event, H_SETUNIQUE, 1);
    if (!file_.empty()) history(history_.get(), &event, H_LOAD, file_.c_str());
  }

  ~Editing() { save(); }
  Editing(const Editing&) = delete;
  Editing& operator=(const Editing&) = delete;

  Input read() {
    el_resize(line_.get());
    int size = 0;
    const HeldInterrupts held;
    held_ = &held;
    const char* const text = el_gets(line_.get(), &size);
    held_ = nullptr;
    if (text == nullptr || size <= 0) {
      const bool is_interrupt = was_interrupted();
      std::fputs("\n", stdout);
      std::fflush(stdout);
      return {is_interrupt ? Input::Kind::kInterrupted : Input::Kind::kEnd, {}};
    }
    std::string line(text, static_cast<std::size_t>(size));
    while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
    HistEvent event{};
    if (!line.empty()) history(history_.get(), &event, H_ENTER, line.c_str());
    return {Input::Kind::kLine, std::move(line)};
  }

 private:
  // libedit wants it to be writable, and leaves it alone.
  static char* prompt(EditLine* line) {
    void* data = nullptr;
    el_get(line, EL_CLIENTDATA, &data);
    return static_cast<Editing*>(data)->prompt_.data();
  }

  // The next character: 1 if there is one, 0 at the end of the input, -1 on an interrupt or error.
  static int next_character(EditLine* line, wchar_t* character) {
    void* data = nullptr;
    el_get(line, EL_CLIENTDATA, &data);
    const Editing& editing = *static_cast<Editing*>(data);
    std::mbstate_t state{};
    while (editing.held_->wait_for_input()) {
      char byte = 0;
      const ssize_t got = ::read(STDIN_FILENO, &byte, 1);
      if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (got <= 0) return static_cast<int>(got);
      const std::size_t used = std::mbrtowc(character, &byte, 1, &state);
      if (used == 0 || used == 1) return 1;
      if (used == static_cast<std::size_t>(-1)) state = {};  // not UTF-8: leave it out
    }
    return -1;
  }

  // What people search for is nobody else's business: the file is theirs alone.
  void save() {
    if (file_.empty()) return;
    std::error_code ignored;
    std::filesystem::create_directories(file_.parent_path(), ignored);
    const int descriptor = open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return;
    close(descriptor);
    HistEvent event{};
    history(history_.get(), &event, H_SAVE, file_.c_str());
  }

  std::string prompt_;
  std::filesystem::path file_;
  const HeldInterrupts* held_ = nullptr;  // while a line is read
  std::unique_ptr<History, CloseHistory> history_;
  std::unique_ptr<EditLine, CloseEditLine> line_;
};

LineEditor::LineEditor(std::string prompt, std::filesystem::path history) {
  catch_interrupts();
  if (isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0)
    editing_ = std::make_unique<Editing>(std::move(prompt), std::move(history));
}

LineEditor::~LineEditor() { std::signal(SIGINT, SIG_DFL); }

Input LineEditor::read() {
  if (editing_) return editing_->read();
  std::string line;
  if (std::getline(std::cin, line)) {
    if (line.ends_with('\r')) line.pop_back();
    return {Input::Kind::kLine, std::move(line)};
  }
  check_input();
  return {};
}

bool was_interrupted() { return std::exchange(interrupted, 0) != 0; }

std::filesystem::path history_file(const Environment& environment) {
  if (const char* const named = environment("GISA_HISTORY")) return named;
  const char* const state = environment("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return std::filesystem::path(state) / "gisa/history";
  const char* const home = environment("HOME");
  if (home == nullptr || *home == '\0') return {};
  return std::filesystem::path(home) / ".local/state/gisa/history";
}

}  // namespace gisa::terminal
