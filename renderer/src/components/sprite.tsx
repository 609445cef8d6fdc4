import type { ReactElement } from 'react';

/** Every glyph's drawing, once per document. State glyphs cut their inner mark out in the canvas colour. */
export function Sprite(): ReactElement {
  return (
    <svg className="sprite" aria-hidden="true">
      <symbol id="healthy" viewBox="0 0 12 12">
        <circle cx="6" cy="6" r="3.5" fill="currentColor" />
      </symbol>
      <symbol id="progressing" viewBox="0 0 12 12">
        <path d="M3 1.5 10 6 3 10.5Z" fill="currentColor" />
      </symbol>
      <symbol id="paused" viewBox="0 0 12 12">
        <path d="M2.5 1.5h2.6v9H2.5zM6.9 1.5h2.6v9H6.9z" fill="currentColor" />
      </symbol>
      <symbol id="degraded" viewBox="0 0 12 12">
        <path d="M6 .6 11.8 11.2H.2Z" fill="currentColor" />
        <path d="M6 4.1v3.5M6 8.6v1.3" stroke="var(--canvas)" strokeWidth="1.4" />
      </symbol>
      <symbol id="aborted" viewBox="0 0 12 12">
        <path d="M3.6.5h4.8l3.1 3.1v4.8l-3.1 3.1H3.6L.5 8.4V3.6Z" fill="currentColor" />
        <path d="m3.9 3.9 4.2 4.2m0-4.2L3.9 8.1" stroke="var(--canvas)" strokeWidth="1.4" />
      </symbol>
      <symbol id="stale" viewBox="0 0 12 12">
        <circle cx="6" cy="6" r="4.9" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.6 1.25" />
        <path d="M6 3v3.2l2 1.3" fill="none" stroke="currentColor" strokeWidth="1.3" />
      </symbol>
      <symbol id="unknown" viewBox="0 0 12 12">
        <path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="none" stroke="currentColor" strokeWidth="1.3" />
        <path d="M4.9 4.9c0-1.5 2.3-1.4 2.2 0 0 .9-1.1.9-1.1 1.9M6 7.6v.9" fill="none" stroke="currentColor" strokeWidth="1.1" />
      </symbol>
      <symbol id="ok" viewBox="0 0 12 12">
        <path d="m2 6.4 2.7 2.8L10 3.2" fill="none" stroke="currentColor" strokeWidth="1.7" />
      </symbol>
      <symbol id="no" viewBox="0 0 12 12">
        <path d="m2.5 2.5 7 7m0-7-7 7" fill="none" stroke="currentColor" strokeWidth="1.7" />
      </symbol>
      <symbol id="arrow" viewBox="0 0 12 12">
        <path d="M1 6h9M6.6 2.6 10 6 6.6 9.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
      </symbol>
      <symbol id="ring" viewBox="0 0 12 12">
        <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.3" />
      </symbol>
      <symbol id="person" viewBox="0 0 12 12">
        <circle cx="6" cy="3.6" r="2.1" fill="none" stroke="currentColor" strokeWidth="1.3" />
        <path d="M1.8 11c.3-2.7 2-4 4.2-4s3.9 1.3 4.2 4" fill="none" stroke="currentColor" strokeWidth="1.3" />
      </symbol>
      <symbol id="open" viewBox="0 0 12 12">
        <path d="m2.5 4.5 3.5 3.5 3.5-3.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
      </symbol>
      <symbol id="ghost" viewBox="0 0 12 12">
        <path
          d="M2 11V5.2a4 4 0 0 1 8 0V11L8.6 9.8 7.3 11 6 9.8 4.7 11 3.4 9.8Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeDasharray="2.4 1.3"
        />
      </symbol>
      <symbol id="pin" viewBox="0 0 12 12">
        <path d="M6 7.5V11.5M3 7.5h6M4 7.5 4.6 1.2h2.8L8 7.5" fill="currentColor" stroke="currentColor" strokeWidth="1.2" />
      </symbol>
      <symbol id="search" viewBox="0 0 12 12">
        <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
        <path d="m7.8 7.8 3 3" stroke="currentColor" strokeWidth="1.3" />
      </symbol>
      <symbol id="requested" viewBox="0 0 16 16">
        <path d="M3 3h10v5l-5 5-5-5Z" fill="none" stroke="currentColor" strokeWidth="1.7" />
      </symbol>
      <symbol id="accepted" viewBox="0 0 16 16">
        <path d="M6.7 15 7.3 1h1.4l.6 14Z" fill="currentColor" />
      </symbol>
      <symbol id="observed" viewBox="0 0 16 16">
        <path d="M1 6h8V2.5L15 8l-6 5.5V10H1Z" fill="currentColor" />
      </symbol>
      <symbol id="mark" viewBox="0 0 20 20">
        <path d="M3.6 16.4a9 9 0 1 1 12.8 0" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M10 10 4.4 7.2M10 10V3.4M10 10l5.2-4" stroke="currentColor" strokeWidth="1.6" />
      </symbol>
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0v5" stroke="var(--control)" strokeWidth="1" />
      </pattern>
    </svg>
  );
}
