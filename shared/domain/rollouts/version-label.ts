import type { Image } from './workload.ts';

/** What a person calls an image: its tag, else the first 8 digits of its digest, else `latest`. A registry's port is no tag. */
export function imageLabel(image: string): string {
  const [name = '', digest] = image.split('@');
  const tag = /:([^:/]+)$/.exec(name)?.[1];
  return tag ?? digest?.replace(/^[^:]+:/, '').slice(0, 8) ?? 'latest';
}

/** The image that tells versions apart: of the first container whose image is not the same in all of them, else of the first. */
export function versionLabel(images: readonly Image[], others: readonly (readonly Image[])[] = []): string {
  const differs = ({ container, image }: Image) =>
    others.some((other) => other.some((each) => each.container === container && each.image !== image));
  const telling = images.find(differs) ?? images[0];
  return telling === undefined ? 'no image' : imageLabel(telling.image);
}
