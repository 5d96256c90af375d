/** A step of the schema. Numbers go by tens; a step that has been released is never changed. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: string;
}
