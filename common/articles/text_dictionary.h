/// What the texts of a database have in common, for compressing each of them by itself.
///
/// An article of two kilobytes alone compresses badly: the compressor has seen nothing yet. With a
/// dictionary it has seen other articles. A dictionary is made from the first articles of a run and
/// kept in the metadata of every segment that needs it; segments made later use it too.
///
/// Threads: immutable, may be shared.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace gisa {

class TextDictionary {
  struct Passkey {};  // keeps the constructor to the functions below

 public:
  /// Makes a dictionary of about `size` bytes from samples of what will be compressed, the last
  /// ones counting most. Null if there is too little to make one of.
  static std::shared_ptr<const TextDictionary> train(std::span<const std::string> samples,
                                                     std::size_t size);

  /// From serialize(). Throws Error (kCorrupt).
  static std::shared_ptr<const TextDictionary> deserialize(std::string_view bytes);

  /// The dictionary as bytes, compressed; the first call takes long.
  const std::string& serialize() const;

  /// Names it; never 0. The same bytes have the same id.
  std::uint32_t id() const { return id_; }

  /// Bytes of the dictionary.
  std::size_t size() const { return bytes_.size(); }

  TextDictionary(Passkey, std::string bytes, std::string serialized = {});

  /// The dictionary as zstd takes it: has been checked.
  std::string_view bytes() const { return bytes_; }

 private:
  std::string bytes_;
  mutable std::once_flag serialize_once_;
  mutable std::string serialized_;
  std::uint32_t id_ = 0;
};

/// The dictionaries of a database, by id.
using TextDictionaries = std::map<std::uint32_t, std::shared_ptr<const TextDictionary>>;

}  // namespace gisa
