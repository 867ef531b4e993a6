/// Small binary files that know whether they are whole: a mark of eight bytes, the XXH3 of what
/// follows, and then numbers of eight bytes and texts behind their sizes.
///
///     SmallFileWriter out;
///     out.number(7);
///     out.text("news.jsonl");
///     std::string bytes = out.finish("gisasrc1");
///
///     SmallFileReader in("gisasrc1", bytes, "the catalogue of sources");
///     while (!in.is_at_end()) use(in.number(), in.text());
///
/// Threads: one for each writer and reader.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gisa {

class SmallFileWriter {
 public:
  void number(std::uint64_t value);
  void text(std::string_view bytes);
  void bytes(std::string_view bytes) { body_ += bytes; }

  /// The file, whole.
  std::string finish(std::string_view mark) const;

 private:
  std::string body_;
};

/// All throw Error (kCorrupt), "WHAT is damaged", when the file is not what it should be.
class SmallFileReader {
 public:
  SmallFileReader(std::string_view mark, std::string_view file, std::string_view what);

  bool is_at_end() const { return rest_.empty(); }
  std::uint64_t number();
  std::string_view text() { return bytes(number()); }
  std::string_view bytes(std::uint64_t size);
  [[noreturn]] void fail() const;

 private:
  std::string_view rest_;
  std::string_view what_;
};

}  // namespace gisa
