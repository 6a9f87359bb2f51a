// Asking: from a question to the query that answers it, and expressions on a copy of the machine.
#include "inspect/reader.h"
#include "run/differences.h"
#include "run/frame.h"
#include "session/path.h"
#include "session/quick_eval.h"
#include "session/run_query.h"

namespace innards {

namespace {

using Maker = std::unique_ptr<Query> (*)(LiveSession&, const Question&);

Maker query_of(Ask what) {
  switch (what) {
    case Ask::Writes: return ask_writes;
    case Ask::Values: case Ask::Becomes: return ask_expression;
    case Ask::Made: return ask_made;
    case Ask::Life: return ask_life;
    case Ask::Line: return ask_line;
    case Ask::Instruction: return ask_instruction;
    case Ask::Calls: return ask_calls;
    case Ask::Output: return ask_output;
    case Ask::Raises: return ask_raises;
    case Ask::kCount: break;
  }
  return nullptr;
}

// A path that was typed instead of an object pointed at.
bool find_object(LiveSession& session, Question& q, std::string& error) {
  if (q.object) return true;
  const std::string path = q.name.find('(') == std::string::npos ? "object(" + q.name + ")" : q.name;
  const PathValue found = evaluate_path(session, path);
  q.object = found.object;
  q.at = session.cursor();
  if (!q.object) error = found.error.empty() ? "'" + q.name + "' is no object here" : found.error;
  return q.object != 0;
}

class Guest : public Visitor {
 public:
  Guest(Machine& machine, Excursion& excursion, DifferencesMet& met) : machine_(machine), excursion_(excursion), met_(met) {}
  void visit(uint64_t) override {
    met_differences(nullptr);   // what is met here is not the program's doing
    machine_excursion(machine_, excursion_);
    met_differences(&met_);
    if (!excursion_.value) return;
    Memory live;
    value = inspect::Reader(live).value(excursion_.value);
  }
  ValueRow value;

 private:
  Machine& machine_;
  Excursion& excursion_;
  DifferencesMet& met_;
};

}  // namespace

std::unique_ptr<Query> LiveSession::ask(const Question& question, std::string& error) {
  Question q = question;
  if (!q.expression.empty()) error = QuickEval(q.expression).error();
  if (!error.empty()) return nullptr;
  if ((q.what == Ask::Made || q.what == Ask::Life) && !find_object(*this, q, error)) return nullptr;
  const Maker make = query_of(q.what);
  return make ? make(*this, q) : nullptr;
}

EvalRow LiveSession::excursion(uint64_t step, Excursion& e) {
  Guest guest(machine_, e, met_);
  timeline_->visit(step, guest);
  EvalRow row;
  row.end = static_cast<EvalRow::End>(e.end);
  row.value = guest.value;
  row.text = e.text;
  row.truth = e.truth;
  row.output = e.output;
  return row;
}

EvalRow LiveSession::evaluate(uint64_t frame, const std::string& expression) {
  Excursion e;
  const size_t begin = expression.find_first_not_of(" \t");
  e.expression = begin == std::string::npos ? "" : expression.substr(begin);
  e.frame = frame;
  return excursion(cursor(), e);
}

static_assert(static_cast<int>(EvalRow::End::TooLong) == static_cast<int>(Excursion::End::TooLong));

}  // namespace innards
