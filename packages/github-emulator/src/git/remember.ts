/**
 * Asks each question about two SHA-1s once: such answers never change. A failed question is asked again.
 */
export function remember<Answer>(
  ask: (first: string, second: string) => Promise<Answer>,
): (first: string, second: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (first, second) => {
    const key = `${first} ${second}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(first, second);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
