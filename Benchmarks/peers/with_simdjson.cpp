// The job of README.md with simdjson, on demand: the anchor. The document is loaded with padding and walked once; ids
// and payments go into a flat hash set with open addressing.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "simdjson.h"

using namespace simdjson;

namespace {

/// A set of texts that stay where they are: the parser keeps them until the next document.
class FlatSet {
 public:
  FlatSet() : places(1 << 16) {}

  /// Whether the text was not there yet.
  bool insert(std::string_view text) {
    if ((count + 1) * 2 > places.size()) grow();
    return put(std::hash<std::string_view>{}(text), text);
  }

 private:
  struct Place {
    uint64_t hash;
    std::string_view text;
  };
  std::vector<Place> places;
  size_t count = 0;

  bool put(uint64_t hash, std::string_view text) {
    for (size_t at = hash & (places.size() - 1);; at = (at + 1) & (places.size() - 1)) {
      Place &place = places[at];
      if (place.text.data() == nullptr) {
        place = {hash, text};
        count += 1;
        return true;
      }
      if (place.hash == hash && place.text == text) return false;
    }
  }

  void grow() {
    std::vector<Place> old(places.size() * 2);
    old.swap(places);
    count = 0;
    for (const Place &place : old) {
      if (place.text.data() != nullptr) put(place.hash, place.text);
    }
  }
};

int64_t number(std::string_view text) {
  int64_t value = 0;
  for (char digit : text) value = value * 10 + (digit - '0');
  return value;
}

/// Milliseconds since 1970 of YYYY-MM-DDTHH:MM:SS.mmmZ.
int64_t moment(std::string_view text) {
  auto part = [&](size_t from, size_t length) { return number(text.substr(from, length)); };
  int64_t year = part(0, 4), month = part(5, 2), day = part(8, 2);
  year -= month <= 2;  // days from civil, with years that begin in March
  int64_t era = year / 400, of_era = year - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
  return ((days * 24 + part(11, 2)) * 60 + part(14, 2)) * 60000 + part(17, 2) * 1000 + part(20, 3);
}

bool shaped(std::string_view ident) {
  if (ident.size() != 27 || ident.substr(0, 3) != "pi_") return false;
  for (char c : ident.substr(3)) {
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) return false;
  }
  return true;
}

constexpr std::array<std::string_view, 4> steps = {"requested", "started", "ended", "finished"};

struct Totals {
  int64_t records = 0, filesize = 0, width = 0, nonzero = 0, order = 0, deviating = 0, payment = 0;
  int64_t same_id = 0, same_ident = 0, rates = 0, sum = 0, least = INT64_MAX, most = INT64_MIN;
  unsigned __int128 squares = 0;
  FlatSet ids, idents;

  void take(ondemand::object record) {
    std::string_view id, ident, alphabet, available;
    std::optional<std::string_view> checksum;
    std::optional<int64_t> rate, data, moments[4];
    int64_t digits = 0, size = 0;
    // Keys are compared as they are written, as find_field does it: unescaping would copy each of them.
    for (auto member : record) {
      std::string_view key = member.escaped_key();
      if (key == "attributes") {
        for (auto attribute : member.value().get_object()) {
          std::string_view name = attribute.escaped_key();
          if (name == "alphabet") alphabet = attribute.value().get_string();
          else if (name == "digits") digits = number(attribute.value().get_string());
          else if (name == "size") size = number(attribute.value().get_string());
          else if (name == "available") available = attribute.value().get_string();
          else if (name == "checksum") checksum = std::string_view(attribute.value().get_string());
          else if (name == "rate") rate = int64_t(attribute.value().get_int64());
          else if (name == "filesizes") {
            for (auto file : attribute.value().get_object()) {
              if (std::string_view(file.escaped_key()) == "data") data = int64_t(file.value().get_int64());
            }
          } else if (name == "timestamps") {
            for (auto stamp : attribute.value().get_object()) {
              std::string_view step = stamp.escaped_key();
              for (size_t place = 0; place < steps.size(); ++place) {
                if (step == steps[place]) moments[place] = moment(stamp.value().get_string());
              }
            }
          }
        }
      } else if (key == "id") {
        id = member.value().get_string();
      } else if (key == "relationships") {
        ident = member.value()["payment"]["data"]["ident"].get_string();
      }
    }
    records += 1;
    bool dice = alphabet == "DICE";
    if (data && *data != size * (digits * (dice ? 3 : 1) + 1) - 1) filesize += 1;
    if (checksum) {
      if (int64_t(checksum->size()) != digits * (dice ? 14 : 7)) width += 1;
      if (available == "0" && checksum->find_first_not_of('0') != checksum->npos) nonzero += 1;
    }
    std::optional<int64_t> latest;
    bool disordered = false;
    for (auto &each : moments) {
      if (!each) continue;
      disordered |= latest && *each < *latest;
      latest = each;
    }
    order += disordered;
    if (rate && moments[1] && moments[2]) {
      int64_t characters = digits * size;
      rates += 1;
      sum += *rate;
      squares += uint64_t(*rate) * uint64_t(*rate);
      least = std::min(least, *rate);
      most = std::max(most, *rate);
      if (std::abs(*rate * (*moments[2] - *moments[1]) - 1000 * characters) * 20 > 1000 * characters) deviating += 1;
    }
    same_id += !ids.insert(id);
    if (!shaped(ident)) payment += 1;
    else same_ident += !idents.insert(ident);
  }
};

}  // namespace

int main(int, char **arguments) {
  padded_string text = padded_string::load(arguments[1]);
  ondemand::parser parser;
  ondemand::document document = parser.iterate(text);
  Totals totals;
  for (auto record : document["data"].get_array()) totals.take(record.get_object());
  double mean = double(totals.sum) / double(totals.rates);
  double variance = double(totals.squares) / double(totals.rates) - mean * mean;
  std::printf(
      "records=%lld filesize=%lld width=%lld nonzero=%lld order=%lld ratedev=%lld payment=%lld dup_id=%lld "
      "dup_ident=%lld mean=%.17g var=%.17g min=%lld max=%lld\n",
      (long long)totals.records, (long long)totals.filesize, (long long)totals.width, (long long)totals.nonzero,
      (long long)totals.order, (long long)totals.deviating, (long long)totals.payment, (long long)totals.same_id,
      (long long)totals.same_ident, mean, variance, (long long)totals.least, (long long)totals.most);
}
