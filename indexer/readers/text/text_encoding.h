/// The encodings Korean news is held in, and their way to UTF-8.
///
///     TextDecoder decoder;
///     std::string text;
///     decoder.append("\xC7\xD1\xB1\xDB", true, text);   // CP949: text is now "한글"
///
/// Which encoding it is, is seen from the bytes: a byte order mark, else UTF-16 if it has zero
/// bytes and everyday characters then, else UTF-8 if it is valid or nearly so, else CP949 (the
/// whole of it, with 뷁, as Windows has it; EUC-KR is a part). ISO-2022-KR, seven bits for the mail
/// and the news groups of the nineties, is told by the sequence at its beginning. Broken sequences
/// become U+FFFD each and are counted.
///
/// Threads: free functions from any thread at once; a decoder or stream belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/readers/bytes/byte_stream.h"

struct UConverter;

namespace gisa {

enum class TextEncoding : std::uint8_t {
  kUtf8,
  kCp949,
  kUtf16LittleEndian,
  kUtf16BigEndian,
  kIso2022Kr
};

/// "UTF-8", "CP949", "UTF-16", "ISO-2022-KR".
std::string_view encoding_name(TextEncoding encoding);

/// The encoding of a text that begins with `head`. Nothing if that is plain ASCII, so that any but
/// UTF-16 is possible. `is_whole`: there is no more; else a sequence may be cut at the end.
std::optional<TextEncoding> detect_encoding(std::string_view head, bool is_whole);

/// Bytes of a text, block by block, to UTF-8 that is valid for certain.
class TextDecoder {
 public:
  TextDecoder();
  /// For a text whose encoding is known.
  explicit TextDecoder(TextEncoding encoding);
  ~TextDecoder();
  TextDecoder(TextDecoder&&) noexcept;
  TextDecoder& operator=(TextDecoder&&) noexcept;

  /// Appends the text of `bytes`, the next ones, to `out`; a byte order mark is left out. What is
  /// cut at their end waits for the next call unless `is_last`.
  /// Throws Error (kBadInput) as soon as more than 30 % of the characters are broken: then it is no
  /// text, or in another encoding, which the message names.
  void append(std::string_view bytes, bool is_last, std::string& out);

  std::optional<TextEncoding> encoding() const { return encoding_; }
  std::uint64_t broken() const { return broken_; }  ///< characters that became U+FFFD

 private:
  void append_utf8_bytes(std::string_view bytes, bool is_last, std::string& out);
  void append_converted(std::string_view bytes, bool is_last, std::string& out);
  void check_share() const;

  struct CloseConverter {
    void operator()(UConverter* converter) const;
  };
  std::optional<TextEncoding> encoding_;  // none while all was ASCII
  std::unique_ptr<UConverter, CloseConverter> converter_;
  std::string carried_;  // bytes that wait for more
  bool at_start_ = true;
  std::uint64_t characters_ = 0;
  std::uint64_t broken_ = 0;
};

/// The text of a stream of bytes.
class DecodingStream final : public ByteStream {
 public:
  explicit DecodingStream(ByteStream& source) : source_(source) {}

  std::size_t read(char* out, std::size_t size) override;

  std::uint64_t broken() const { return decoder_.broken(); }
  std::optional<TextEncoding> encoding() const { return decoder_.encoding(); }

 private:
  ByteStream& source_;
  TextDecoder decoder_;
  std::string block_;
  std::string text_;
  std::size_t taken_ = 0;
  bool at_end_ = false;
  std::exception_ptr failure_;
};

}  // namespace gisa
