/** What an answer's first lines say. */
export interface AnswerHead {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string | null;
}

export function headOf(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): AnswerHead {
  return { status, contentType: first(headers['content-type']) ?? '', retryAfter: first(headers['retry-after']) };
}

/** 2xx with a JSON body, as every answer of an API server that went well. */
export function isJsonHead(head: AnswerHead): boolean {
  return head.status >= 200 && head.status < 300 && head.contentType.includes('json');
}

function first(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
