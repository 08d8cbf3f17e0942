/**
 * Asks each question about SHA-1s once: such answers never change. A failed question is asked again.
 *
 * @param answers what is known already. Where the answer depends on nothing but the objects named, all repositories of a process
 *   may share one map: the same SHA-1 is the same object everywhere
 */
export function remember<Question extends readonly (string | number)[], Answer>(
  ask: (...question: Question) => Promise<Answer>,
  answers: Map<string, Promise<Answer>> = new Map(),
): (...question: Question) => Promise<Answer> {
  return (...question) => {
    const key = question.join(" ");
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(...question);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
